/** A sheet as Markdown (GitHub's). */
import { markdownBlock } from "../../components/markdown.ts";
import type { Block, ListItem, SheetDocument } from "./document.ts";
import { folded, paragraphs, table } from "./markdown.ts";

function item({ text, inner = [] }: ListItem, mark: string): string {
  return [`${mark} ${text}`, ...inner.map((line) => `  - ${line}`)].join("\n");
}

function shown(part: Block): string {
  switch (part.kind) {
    case "heading":
      return `${"#".repeat(part.level)} ${part.text}`;
    case "paragraph":
      return part.text;
    case "quote":
      return `> ${part.text}`;
    case "facts":
      return table(["", ""], part.rows);
    case "table":
    case "form":
      return table(part.head, part.rows);
    case "list":
      return part.items.map((one, index) => item(one, part.ordered ? `${index + 1}.` : "-")).join("\n");
    case "boxes":
      return part.items.map(({ text, ticked }) => `- [${ticked ? "x" : " "}] ${text}`).join("\n");
    case "code":
      return markdownBlock(part.text, part.language);
    case "folded":
      return folded(part.summary, ...part.blocks.map(shown));
    case "step":
      return paragraphs(`**${part.number}.** ${part.text}`, ...part.blocks.map(shown));
  }
}

/** @returns Markdown with a line break at its end */
export function sheetInMarkdown({ title, blocks }: SheetDocument): string {
  return `${paragraphs(`# ${title}`, ...blocks.map(shown))}\n`;
}
