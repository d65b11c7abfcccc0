// Search without a server: loads the list of pages and the words that begin like those that are asked for.
"use strict";
const ogpkitSearch = (() => {
  const results = document.getElementById("results");
  const status = document.getElementById("status");
  const here = results.dataset.index;
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}/;
  let pages = null;
  const shards = new Map();

  const fold = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD").replace(/\p{M}/gu, "");
  const wordsOf = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).flatMap((word) =>
    unspaced.test(word) ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)) : [word.slice(0, 24)]);
  const load = (name) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${here}/${name}.js`;
    script.onload = script.onerror = done;
    document.head.append(script);
  });

  const lookUp = (word) => {
    const scores = new Map();
    for (const [known, numbers] of Object.entries(shards.get(word.codePointAt(0).toString(16)) || {})) {
      if (!known.startsWith(word)) continue;
      for (const number of numbers) {
        const page = Math.abs(number);
        const score = (number < 0 ? 10 : 1) * (known === word ? 2 : 1);
        scores.set(page, Math.max(scores.get(page) || 0, score));
      }
    }
    return scores;
  };

  const search = async (asked) => {
    const words = [...new Set(wordsOf(asked))];
    if (!pages) await load("pages");
    await Promise.all([...new Set(words.map((word) => word.codePointAt(0).toString(16)))]
      .filter((name) => !shards.has(name)).map(load));
    if (!words.length || !pages) return [];
    const [first, ...others] = words.map(lookUp);
    return [...first.keys()].filter((page) => others.every((scores) => scores.has(page)))
      .map((page) => [others.reduce((sum, scores) => sum + scores.get(page), first.get(page)), page])
      .sort(([a, page], [b, other]) => b - a || page - other).slice(0, 100).map(([, page]) => pages[page - 1]);
  };

  const show = async () => {
    const asked = new URLSearchParams(location.search).get("q") || "";
    for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
    if (!asked.trim()) return;
    const found = await search(asked);
    results.replaceChildren(...found.map(([reference, title]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = reference;
      link.dir = "auto";
      link.append(...title.map(([text, language]) => {
        const part = document.createElement("span");
        part.lang = language;
        part.textContent = text;
        return part;
      }));
      item.append(link);
      return item;
    }));
    status.textContent = status.dataset.form.replace("{count}", found.length);
  };

  document.addEventListener("DOMContentLoaded", show);
  return {
    pages: (_name, list) => { pages = list; },
    words: (name, words) => { shards.set(name, words); },
  };
})();
