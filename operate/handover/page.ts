/**
 * A sheet as one self-contained HTML page: it can be mailed, kept and printed, and makes no request. Ticks are remembered by
 * the browser, for this credential of this integration.
 */
import { createHash } from "node:crypto";
import { escaped } from "../html.ts";
import type { Block, Inline, SheetDocument } from "./document.ts";
import { plainOf, type Run, runsOf } from "./inline.ts";
import { pageScript, pageStyle } from "./page-parts.ts";
import { mask } from "./placeholders.ts";
import { sheetWords } from "./words/index.ts";

/** What is counted while a page is written: names of boxes and headings, each once. */
interface Page {
  readonly sheet: SheetDocument;
  /** The headings above the part at hand, by level. */
  readonly above: string[];
  readonly used: Map<string, number>;
}

/** A name that no other box of the page has, and that the next rendering gives it again. */
function boxName({ above, used }: Page, name: string): string {
  const whole = [...above.filter(Boolean), name].join(" / ");
  const count = (used.get(whole) ?? 0) + 1;
  used.set(whole, count);
  return count === 1 ? whole : `${whole} (${count})`;
}

/** @param label what a value is of, where it is one to copy; undefined within prose */
function shownRun(run: Run, label: string | undefined): string {
  switch (run.kind) {
    case "text":
      return escaped(run.text);
    case "break":
      return "<br>";
    case "strong":
    case "em":
      return `<${run.kind}>${run.runs.map((inner) => shownRun(inner, label)).join("")}</${run.kind}>`;
    case "code": {
      const value = escaped(run.text);
      if (label === undefined || run.text === mask) return `<code>${value}</code>`;
      return `<span class="value"><code data-copy="${escaped(label)}">${value}</code></span>`;
    }
  }
}

function inline(line: Inline, label?: string): string {
  return runsOf(line)
    .map((run) => shownRun(run, label))
    .join("");
}

function headed(head: readonly Inline[]): string {
  return `<thead><tr>${head.map((cell) => `<th scope="col">${inline(cell)}</th>`).join("")}</tr></thead>`;
}

function row([first = "", ...cells]: readonly Inline[], label?: string): string {
  return `<tr><th scope="row">${inline(first)}</th>${cells.map((cell) => `<td>${inline(cell, label)}</td>`).join("")}</tr>`;
}

function box(page: Page, name: string, ticked: boolean, content: string, className = ""): string {
  const tick = `<input type="checkbox" data-tick="${escaped(boxName(page, name))}"${ticked ? " checked" : ""}>`;
  return `<label${className && ` class="${className}"`}>${tick}${content}</label>`;
}

/** The vendor's own words, where they are in another language than the sheet's. */
function langOf({ sheet: { language, pageLanguage } }: Page): string {
  return language === pageLanguage ? "" : ` lang="${pageLanguage}"`;
}

/** Lines that are kept together on paper; more would leave half a page blank. */
const longest = 20;

function shown(part: Block, page: Page): string {
  switch (part.kind) {
    case "heading": {
      page.above.splice(part.level, page.above.length, plainOf(part.text));
      const id = part.level === 2 ? ` id="${escaped(idOf(part.text))}"` : langOf(page);
      return `<h${part.level}${id}>${inline(part.text)}</h${part.level}>`;
    }
    case "paragraph":
      return `<p>${inline(part.text)}</p>`;
    case "quote":
      return `<blockquote><p>${inline(part.text)}</p></blockquote>`;
    case "facts":
      return `<table class="facts"><tbody>${part.rows.map((cells) => row(cells, plainOf(cells[0]))).join("")}</tbody></table>`;
    case "table":
      return `<table class="rows">${headed(part.head)}<tbody>${part.rows.map((cells) => row(cells)).join("")}</tbody></table>`;
    case "form":
      return `<table class="form"${langOf(page)}>${headed(part.head)}<tbody>${part.rows.map((cells) => row(cells, plainOf(cells[0]))).join("")}</tbody></table>`;
    case "list": {
      const items = part.items.map(({ text, inner = [] }) => {
        const below = inner.map((line) => `<li>${inline(line, "")}</li>`).join("");
        return `<li>${inline(text)}${below && `<ul>${below}</ul>`}</li>`;
      });
      const tag = part.ordered ? "ol" : "ul";
      return `<${tag}>${items.join("")}</${tag}>`;
    }
    case "boxes":
      return `<ul class="boxes">${part.items.map(({ text, ticked }) => `<li>${box(page, plainOf(text), ticked, `<span>${inline(text)}</span>`)}</li>`).join("")}</ul>`;
    case "code":
      return `<div class="lines${part.text.split("\n").length > longest ? " long" : ""}"><pre><code data-copy="">${escaped(part.text.trimEnd())}</code></pre></div>`;
    case "folded":
      return `<details><summary>${escaped(part.summary)}</summary>${part.blocks.map((inner) => shown(inner, page)).join("\n")}</details>`;
    case "step": {
      const number = plainOf(part.number);
      const tick = box(page, number, false, `<span>${inline(part.number)}</span>`, "tick");
      const text = part.text === "" ? "" : `<p>${inline(part.text)}</p>`;
      return `<div class="step"${langOf(page)}>${tick}<div class="what">${text}${part.blocks.map((inner) => shown(inner, page)).join("\n")}</div></div>`;
    }
  }
}

function idOf(heading: Inline): string {
  return plainOf(heading).toLowerCase().replace(/\s+/g, "-");
}

function contents(blocks: readonly Block[]): string {
  return blocks
    .flatMap((part) => (part.kind === "heading" && part.level === 2 ? [part.text] : []))
    .map((heading) => `<li><a href="#${encodeURIComponent(idOf(heading))}">${inline(heading)}</a></li>`)
    .join("");
}

function hashOf(source: string): string {
  return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}

/** The page, ending in a line break. It holds a secret only where the sheet does. */
export function sheetPage(sheet: SheetDocument): string {
  const page: Page = { sheet, above: [], used: new Map() };
  const words = sheetWords[sheet.language].page;
  const policy = `default-src 'none'; style-src ${hashOf(pageStyle)}; script-src ${hashOf(pageScript)}; base-uri 'none'; form-action 'none'`;
  const states = sheet.blocks.findIndex(({ kind }) => kind !== "quote");
  const [state, rest] = [sheet.blocks.slice(0, states), sheet.blocks.slice(states)];
  const own = { copy: words.copy, copied: words.copied, ticked: words.ticked("{n}", "{of}") };
  const attributes = Object.entries(own).map(([name, value]) => ` data-word-${name}="${escaped(value)}"`);
  return `<!doctype html>
<html lang="${sheet.language}" data-key="${escaped(sheet.key)}"${attributes.join("")}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(plainOf(sheet.title))}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${inline(sheet.title)}</h1>
<div class="state">${state.map((part) => shown(part, page)).join("\n")}</div>
<nav aria-label="${escaped(words.contents)}"><ul>${contents(sheet.blocks)}</ul></nav>
<div class="progress" hidden><p aria-live="polite"></p><button type="button" class="copy">${words.reset}</button></div>
${rest.map((part) => shown(part, page)).join("\n")}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}
