// A form above each long table narrows it to the rows with chosen values. Without scripts, lists by value say the same.
"use strict";
for (const [place, table] of document.querySelectorAll("[data-facets]").entries()) {
  const rows = [...table.querySelectorAll("tbody tr")];
  const heads = [...table.querySelectorAll("thead tr > *")];
  const asked = new URLSearchParams(location.search);
  const form = document.createElement("form");
  const status = document.createElement("p");
  const read = (row, column) => row.cells[column].textContent.trim();

  const choices = table.dataset.facets.split(" ").map(Number).flatMap((column) => {
    const values = [...new Set(rows.map((row) => read(row, column)))].filter(Boolean);
    if (values.length < 2) return [];
    const name = `table-${place + 1}-${column + 1}`;
    const select = document.createElement("select");
    select.name = name;
    select.append(new Option(table.dataset.all, ""));
    values.sort(new Intl.Collator(document.documentElement.lang, { numeric: true }).compare);
    for (const value of values) select.append(new Option(value, value));
    if (values.includes(asked.get(name))) select.value = asked.get(name);
    const label = document.createElement("label");
    label.append(heads[column].textContent.trim(), " ", select);
    form.append(label);
    return [[column, select]];
  });
  if (!choices.length) continue;

  const narrow = () => {
    let shown = 0;
    for (const row of rows) {
      row.hidden = choices.some(([column, select]) => select.value && read(row, column) !== select.value);
      if (!row.hidden) shown += 1;
    }
    status.textContent = table.dataset.shown.replace("{count}", shown).replace("{all}", rows.length);
  };
  const keep = () => {
    const said = new URLSearchParams(location.search);
    for (const [, select] of choices) {
      if (select.value) said.set(select.name, select.value); else said.delete(select.name);
    }
    const query = said.toString();
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  };

  form.className = "narrow";
  status.setAttribute("role", "status");
  form.append(status);
  form.addEventListener("change", () => {
    narrow();
    if (location.protocol !== "file:") keep();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  table.before(form);
  narrow();
}
