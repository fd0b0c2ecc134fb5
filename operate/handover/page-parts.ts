/** Style and script of a sheet's page. They stand in the page itself, which makes no request. */

/** Contrast of each ink on its ground is at least 4.5 to 1, light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --field: #f6f8fa;
  --mark: #0969da; --told: #fff8c5; --fine: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --line: #30363d;
  --field: #161b22; --mark: #58a6ff; --told: #272115; --fine: #3fb950; } }
html { scroll-padding-top: 3.5rem; }
.value { display: inline-flex; align-items: flex-start; max-width: 100%; margin: .05rem 0; } .value code { min-width: 0; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 58rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic UI", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; } h4 { font-size: .95rem; margin: 1.5rem 0 .5rem; color: var(--soft); }
p { margin: .5rem 0; } a { color: var(--mark); }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: 0; margin: 0; list-style: none; font-size: .9rem; }
nav a { display: inline-block; padding: .2rem 0; }
code, pre { font: .9em/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; background: var(--field); border-radius: .25rem; padding: .1rem .3rem; }
pre { margin: 0; padding: .75rem; padding-right: 5rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--field);
  border: 1px solid var(--line); border-radius: .4rem; }
pre code { background: none; padding: 0; }
.lines { position: relative; margin: .75rem 0; } .lines .copy { position: absolute; top: .4rem; right: .4rem; }
blockquote { margin: .75rem 0; padding: .5rem .75rem; border-left: 4px solid var(--mark); background: var(--field); border-radius: 0 .4rem .4rem 0; }
.state blockquote { border-color: #bf8700; background: var(--told); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
/* A code is searched for as it is: it breaks at its blanks alone. */
.rows th code { overflow-wrap: normal; padding-left: 0; background: none; } thead th { white-space: nowrap; }
thead th { color: var(--soft); font-weight: 600; font-size: .85rem; }
tbody th { font-weight: 600; } .facts tbody th { width: 30%; } .form tbody th { width: 25%; } .form td:last-child { width: 25%; color: var(--soft); overflow-wrap: anywhere; }
.copy { font: inherit; font-size: .8rem; line-height: 1.4; padding: .1rem .5rem; margin-left: .35rem; color: var(--mark); background: var(--ground);
  border: 1px solid var(--line); border-radius: .3rem; cursor: pointer; white-space: nowrap; }
.copy:hover { border-color: var(--mark); } .copy.done { color: var(--fine); border-color: var(--fine); }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
details { margin: .75rem 0; } summary { cursor: pointer; color: var(--mark); padding: .2rem 0; }
details > :not(summary) { margin-left: .25rem; }
.step { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin: 1rem 0; }
.step > .what > :first-child { margin-top: 0; }
.what { min-width: 0; }
.tick { display: flex; align-items: flex-start; gap: .5rem; font-weight: 600; min-width: 4.2rem; }
input[type=checkbox] { width: 1.15rem; height: 1.15rem; margin: .2rem 0 0; accent-color: var(--fine); flex: none; }
.step.ticked > .what { color: var(--soft); }
ul.boxes { list-style: none; padding: 0; } ul.boxes label { display: flex; gap: .6rem; padding: .2rem 0; }
.progress { position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem; align-items: center; margin: 0 -1rem; padding: .4rem 1rem;
  background: var(--ground); border-bottom: 1px solid var(--line); font-size: .9rem; }
.progress p { margin: 0; } .progress button { margin-left: auto; }
[hidden] { display: none !important; }
@media (max-width: 40rem) {
  .facts, .facts tbody, .facts tr, .facts th, .facts td, .form, .form tbody, .form tr, .form th, .form td, .rows, .rows tbody, .rows tr, .rows th, .rows td { display: block; width: auto !important; }
  .form thead, .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .facts th, .form th, .rows th { border: 0; padding-bottom: 0; } .facts td, .form td, .rows td { border: 0; padding: .1rem 0; }
  .facts tr, .form tr, .rows tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
  .form td:empty { display: none; }
  .step { grid-template-columns: 1fr; gap: .25rem; } pre { padding-right: .75rem; padding-top: 2.4rem; }
}
@page { size: A4; margin: 15mm; }
@media print {
  :root { --ground: #fff; --ink: #000; --soft: #444; --line: #999; --field: #f4f4f4; --mark: #000; --told: #fff; --fine: #000; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; }
  nav, .progress, .copy { display: none !important; }
  h2, h3, h4, p:has(> em:only-child), .what > p:has(+ table), p:has(+ .lines) { break-after: avoid; }
  tr, blockquote, .lines:not(.long), ul.boxes li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; color: inherit; }
}
`;

/** Words come from the page's \`data-\` attributes; ticks are kept by the sheet's key, in this browser alone. */
export const pageScript = `
"use strict";
const root = document.documentElement;
const words = root.dataset;
const store = "handover:" + words.key;
const boxes = [...document.querySelectorAll("input[data-tick]")];
const read = () => { try { return JSON.parse(localStorage.getItem(store) || "null"); } catch { return null; } };
const keep = (names) => { try { localStorage.setItem(store, JSON.stringify(names)); } catch { /* a browser that keeps nothing */ } };
const ticked = () => boxes.filter((box) => box.checked).map((box) => box.dataset.tick);
const progress = document.querySelector(".progress");
const show = () => {
  for (const box of boxes) box.closest(".step")?.classList.toggle("ticked", box.checked);
  progress.firstElementChild.textContent = words.wordTicked.replace("{n}", ticked().length).replace("{of}", boxes.length);
};
const kept = read();
if (Array.isArray(kept)) for (const box of boxes) box.checked = kept.includes(box.dataset.tick);
for (const box of boxes) box.addEventListener("change", () => { keep(ticked()); show(); });
progress.querySelector("button").addEventListener("click", () => { for (const box of boxes) box.checked = box.defaultChecked; keep(ticked()); show(); });
progress.hidden = boxes.length === 0;
show();
const copied = async (text) => {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* an older browser, or one that asks first */ }
  const area = document.createElement("textarea");
  area.value = text; area.setAttribute("aria-hidden", "true"); document.body.append(area); area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};
for (const part of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button"; button.className = "copy"; button.textContent = words.wordCopy;
  const label = part.dataset.copy;
  if (label) button.setAttribute("aria-label", words.wordCopy + ": " + label);
  button.addEventListener("click", async () => {
    if (!(await copied(part.textContent))) return;
    button.textContent = words.wordCopied; button.classList.add("done");
    setTimeout(() => { button.textContent = words.wordCopy; button.classList.remove("done"); }, 2000);
  });
  part.parentElement.tagName === "PRE" ? part.parentElement.after(button) : part.after(button);
}
addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });
`;
