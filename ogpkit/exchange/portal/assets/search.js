// Search without a server: loads what there is, then only the words and the pages that are asked for.
"use strict";
const ogpkitSearch = (() => {
  const results = document.getElementById("results");
  const status = document.getElementById("status");
  const here = results.dataset.index;
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}/;
  const article = /^(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=..)/;
  const alike = { "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "" };
  const shownAtOnce = 20;
  const mostFiles = 60;
  let about = null;
  const parts = new Map();
  const shards = new Map();

  const fold = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD")
    .replace(/[ٱىیکةـ]/g, (letter) => alike[letter])
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.codePointAt(0) & 15)
    .replace(/\p{M}/gu, "").normalize("NFC");
  const wordsOf = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).flatMap((word) => {
    if (!unspaced.test(word)) return [word.replace(article, "").slice(0, 24)];
    return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
  });
  const load = (name) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${here}/${name}.js`;
    script.onload = script.onerror = done;
    document.head.append(script);
  });
  const nameOf = (key) => `w-${[...key].map((letter) => letter.codePointAt(0).toString(16)).join("-")}`;
  const bare = (key) => (key.length > 1 && key.endsWith(".") ? key.slice(0, -1) : key);
  const loadWords = (keys) => Promise.all(keys.filter((key) => !shards.has(key)).slice(0, mostFiles)
    .map((key) => load(nameOf(key))));

  const knownIn = (keys) => keys.flatMap((key) => Object.entries(shards.get(key) || {}));

  // one letter more, less or other, or two that changed places
  const isNear = (word, known) => {
    const longer = word.length > known.length ? word : known;
    const shorter = longer === word ? known : word;
    let at = 0;
    while (at < shorter.length && shorter[at] === longer[at]) at += 1;
    if (longer.length - shorter.length === 1) return shorter.slice(at) === longer.slice(at + 1);
    if (longer.length !== shorter.length) return false;
    return shorter.slice(at + 1) === longer.slice(at + 1) || (shorter[at] === longer[at + 1]
      && shorter[at + 1] === longer[at] && shorter.slice(at + 2) === longer.slice(at + 2));
  };

  const add = (scores, steps, weight) => {
    let page = 0;
    const rare = Math.log(1 + about.count / steps.length);
    for (const step of steps) {
      if (!step) { scores.common = true; continue; }
      page += Math.abs(step);
      const score = (step < 0 ? 10 : 1) * weight * rare;
      scores.set(page, Math.max(scores.get(page) || 0, score));
    }
  };

  const lookUp = async (word) => {
    const scores = new Map();
    const keys = about.shards.filter((key) => word.startsWith(bare(key)) || bare(key).startsWith(word));
    await loadWords(keys);
    for (const [known, steps] of knownIn(keys)) {
      if (known.startsWith(word)) add(scores, steps, known === word ? 2 : 1);
    }
    if (scores.size || scores.common || word.length < 4 || unspaced.test(word)) return scores;
    const alikeKeys = about.shards.filter((key) => key[0] === word[0] || key[0] === word[1]);
    for (const tried of [alikeKeys, about.shards]) {
      if (scores.size || tried.length > mostFiles) break;
      await loadWords(tried);
      for (const [known, steps] of knownIn(tried)) {
        if ([-1, 0, 1].some((more) => isNear(word, known.slice(0, word.length + more)))) add(scores, steps, .5);
      }
    }
    return scores;
  };

  const search = async (asked) => {
    if (!about) await load("index");
    const words = [...new Set(wordsOf(asked))];
    if (!words.length || !about) return [];
    const looked = await Promise.all(words.map(lookUp));
    const needed = looked.filter((scores) => !scores.common);
    const [first, ...others] = needed.length ? needed : looked;
    const ranked = [...first.keys()].filter((page) => others.every((scores) => scores.has(page) || scores.common))
      .map((page) => [looked.reduce((sum, scores) => sum + (scores.get(page) || 0), 0), page])
      .sort(([a, page], [b, other]) => b - a || page - other).map(([, page]) => page - 1);
    return ranked;
  };

  const read = async (pages) => {
    const numbers = [...new Set(pages.map((page) => Math.floor(page / about.part)))];
    await Promise.all(numbers.filter((number) => !parts.has(number)).map((number) => load(`pages-${number}`)));
    return pages.map((page) => parts.get(Math.floor(page / about.part))[page % about.part]);
  };

  const make = (tag, text, dir) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (dir) element.dir = "auto";
    return element;
  };

  const showEntry = ([reference, title, , context, said]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = reference;
    link.dir = "auto";
    link.append(...title.map(([text, language]) => {
      const part = make("span", text);
      part.lang = language;
      return part;
    }));
    item.append(link);
    if (context) item.append(make("p", context, true));
    if (said) item.append(make("p", said, true));
    return item;
  };

  const showFirst = async (found, count) => {
    const groups = new Map();
    for (const entry of await read(found.slice(0, count))) groups.set(entry[2], [...(groups.get(entry[2]) || []), entry]);
    results.replaceChildren(...[...groups].flatMap(([group, entries]) => {
      const list = document.createElement("ol");
      list.append(...entries.map(showEntry));
      return group ? [make("h2", group), list] : [list];
    }));
    if (found.length <= count) return;
    const more = make("button", results.dataset.more);
    more.addEventListener("click", async () => {
      await showFirst(found, count + shownAtOnce);
      results.querySelectorAll("li a")[count]?.focus();
    });
    results.append(more);
  };

  const show = async () => {
    const asked = new URLSearchParams(location.search).get("q") || "";
    for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
    if (!asked.trim()) return;
    const found = await search(asked);
    await showFirst(found, shownAtOnce);
    status.textContent = status.dataset.form.replace("{count}", found.length);
  };

  document.addEventListener("DOMContentLoaded", show);
  return {
    search: async (asked) => read(await search(asked)),
    index: (_name, said) => { about = said; },
    pages: (number, list) => { parts.set(number, list); },
    words: (key, words) => { shards.set(key, words); },
  };
})();
