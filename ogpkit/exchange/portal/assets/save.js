// Saves the answers to a form as the file that a mail program would send, for readers without such a program.
"use strict";
for (const form of document.querySelectorAll("form[data-save]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = form.dataset.save;
  button.addEventListener("click", () => {
    if (!form.reportValidity()) return;
    const lines = [...new FormData(form)].map(([key, said]) => `${key}=${said.replace(/\r?\n/g, "\r\n")}`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/plain" }));
    link.download = `${new Date().toISOString().slice(0, 10)}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  form.querySelector("button").parentElement.append(" ", button);
}
