/**
 * Plain text as Markdown (GitHub's) that shows it: no value acts as markup. Entities stand for the marks, since a
 * backslash does not keep each of them everywhere (in tables, for one).
 */

function entity(mark: string): string {
  return `&#${mark.charCodeAt(0)};`;
}

/**
 * One line of plain text within a line of Markdown. What has a meaning only in company keeps its form, so that the source
 * reads well too: `_` within a word, brackets that nothing makes a link, `>` without its partner, `&` where it begins no entity.
 */
export function markdownText(line: string): string {
  return line
    .replace(/[\\`*~$<|]|\](?=[([:]|$)|&(?=#?\w+;)/g, entity)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, entity);
}

/** One line of plain text that begins a line of Markdown, where a dash or a number would begin a list, and `[x]` an item that is done. */
export function markdownLine(line: string): string {
  return markdownText(line)
    .replace(/^(\s*)([-+=#>]|\[(?=[ xX]\]))/, (_, space: string, mark: string) => `${space}${entity(mark)}`)
    .replace(/^(\s*\d+)([.)])/, (_, digits: string, mark: string) => `${digits}${entity(mark)}`);
}

/** A value to copy or to read letter by letter, as a code span; in HTML where its own would end early or break a table. */
export function markdownCode(line: string): string {
  if (!/[`|]/.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[!-/:-@[-`{-~]/g, entity)}</code>`;
}

/** Lines to the letter, as a fenced block that none of them ends. @param language of the highlighting: `sh`, `powershell`; empty for none */
export function markdownBlock(lines: string, language = ""): string {
  const longest = Math.max(2, ...(lines.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines.trimEnd()}\n${fence}`;
}
