/** Lines of a text that stand in the wrong column: told with the column that is due, and moved there for what comes after. */
import { faultAt, indentOf, isContent, numbersOf, once, type Stage } from "./settings-stage.ts";

/**
 * Lines that stand one blank off. The file's own step is read from it: where nearly all lines have an even number of
 * blanks, an odd one is the mistake.
 */
export const oneOff: Stage = (lines) => {
  const content = lines.filter(isContent);
  const odd = numbersOf(lines, (line) => isContent(line) && indentOf(line) % 2 === 1);
  if (odd.length === 0 || odd.length * 4 > content.length) return { lines, faults: [] };
  const near = (at: number): number => {
    const line = lines[at] ?? "";
    const indent = indentOf(line);
    const before = lines.slice(0, at).findLast(isContent);
    // What follows a key without a value stands below it, and not beside it.
    const after = /:\s*(?:#.*)?$/.test(line) ? undefined : lines.slice(at + 1).find(isContent);
    const around = [before, after].flatMap((other) => (other === undefined ? [] : [indentOf(other)]));
    return around.find((other) => Math.abs(other - indent) === 1) ?? indent - 1;
  };
  const wanted = new Map(odd.map((number) => [number, near(number - 1)]));
  const mended = lines.map((line, at) => {
    const indent = wanted.get(at + 1);
    return indent === undefined ? line : " ".repeat(indent) + line.trimStart();
  });
  const faults = odd.map((number) => {
    const has = indentOf(lines[number - 1] ?? "");
    const due = wanted.get(number) ?? has;
    return faultAt(
      number,
      `is indented by ${has} ${has === 1 ? "blank" : "blanks"}, one too ${has > due ? "many" : "few"}; write ${due}, as beside it`,
    );
  });
  return { lines: mended, faults };
};

/** A key of the root that is none: an integration that lost its two blanks. */
export function atRoot(roots: readonly string[]): Stage {
  return (lines) => {
    const inside = lines.findIndex((line) => /^integrations:/.test(line));
    const numbers = numbersOf(lines, (line) => {
      const name = /^([a-z][a-z0-9-]*):\s*(?:#.*)?$/.exec(line)?.[1];
      return name !== undefined && !roots.includes(name);
    }).filter(
      (number) => inside >= 0 && number - 1 > inside && /^ {3,}\S/.test(lines.slice(number).find(isContent) ?? ""),
    );
    return {
      lines: lines.map((line, at) => (numbers.includes(at + 1) ? `  ${line}` : line)),
      faults: numbers.map((number) =>
        faultAt(
          number,
          "stands at the beginning of the line; an integration is indented by two blanks, below `integrations:`",
        ),
      ),
    };
  };
}

function strayFault(number: number, has: number, due: number) {
  return faultAt(number, `is indented by ${has} blanks; write ${due}, as beside it`);
}

const keyLine = /^(\s*)((?:-\s+)*)(["']?)([\w .-]+)\3:(?:\s+(.*))?$/;
const blockStart = /:\s*[|>][-+0-9]*\s*(?:#.*)?$/;

/** Brackets of a line that stay open, without those in quotation marks. */
function openBrackets(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|\s#.*$/g, "");
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}

/**
 * A key two blanks or more off: below a key that has its value already, or in the column of the integrations' names. Only
 * where YAML could not read the text.
 */
export function stray(keys: ReadonlySet<string>): Stage {
  return (lines) => {
    const faults: ReturnType<typeof strayFault>[] = [];
    let before: { readonly column: number; readonly closed: boolean } | undefined;
    let fields: number | undefined;
    let open = 0;
    let block: number | undefined;
    const begins = lines.findIndex((line) => /^integrations:/.test(line));
    const mended = lines.map((line, at) => {
      if (!isContent(line)) return line;
      if (block !== undefined && indentOf(line) > block) return line;
      block = undefined;
      if (open > 0) {
        open += openBrackets(line);
        return line;
      }
      const [, blanks = "", dashes = "", , key = "", value = ""] = keyLine.exec(line) ?? [];
      const indent = blanks.length;
      const isKey = keys.has(key) && dashes === "";
      const inIntegrations = begins >= 0 && at > begins;
      const tooDeep = isKey && before?.closed === true && indent > before.column ? before.column : undefined;
      const lost = isKey && inIntegrations && indent === 2 && value !== "" && fields !== undefined ? fields : undefined;
      const due = tooDeep ?? lost;
      if (due !== undefined) faults.push(strayFault(at + 1, indent, due));
      const column = (due ?? indent) + dashes.length;
      if (inIntegrations && indent === 2 && key !== "" && due === undefined) fields = undefined;
      else if (inIntegrations && fields === undefined && key !== "" && indent > 2) fields = column;
      open = openBrackets(line);
      if (blockStart.test(line)) block = due ?? indent;
      before =
        key === "" ? undefined : { column, closed: !/^(?:#.*)?$/.test(value) && !blockStart.test(line) && open === 0 };
      return due === undefined ? line : " ".repeat(due) + line.trimStart();
    });
    return { lines: mended, faults };
  };
}

/** An integration's name in the column of what belongs to the one before it. */
export function deepNames(keys: ReadonlySet<string>): Stage {
  return (lines) => {
    const begins = lines.findIndex((line) => /^integrations:/.test(line));
    const numbers = numbersOf(lines, (line) => {
      const name = /^ {4}([a-z][a-z0-9-]*):\s*(?:#.*)?$/.exec(line)?.[1];
      return name !== undefined && !keys.has(name);
    }).filter(
      (number) =>
        begins >= 0 && number - 1 > begins && /^ {4}vendor:\s/.test(lines.slice(number).find(isContent) ?? ""),
    );
    return {
      lines: lines.map((line, at) => (numbers.includes(at + 1) ? line.slice(2) : line)),
      faults: numbers.map((number) =>
        faultAt(
          number,
          "is indented by 4 blanks, as what belongs to the integration above; an integration's name takes 2",
        ),
      ),
    };
  };
}

/** Text after `|` or `>` that does not stand further in than its key. */
export const blockText: Stage = (lines) => {
  let block: number | undefined;
  let moved = false;
  const numbers: number[] = [];
  const mended = lines.map((line, at) => {
    if (block === undefined || line.trim() === "") {
      if (isContent(line) && blockStart.test(line)) [block, moved] = [indentOf(line), false];
      return line;
    }
    const isText = indentOf(line) <= block && !keyLine.test(line) && !/^\s*-\s/.test(line);
    if (isText || (moved && !keyLine.test(line))) {
      moved = true;
      numbers.push(at + 1);
      return `${" ".repeat(block + 2)}${line.trimStart()}`;
    }
    if (indentOf(line) <= block) block = blockStart.test(line) ? indentOf(line) : undefined;
    return line;
  });
  return {
    lines: mended,
    faults: once(numbers, (at) => `belongs to the text after | or > (${at}); indent it further than its key`),
  };
};

/** An entry in braces beside entries with a dash, without one. */
export const missingDashes: Stage = (lines) => {
  const content = [...lines.entries()].filter(([, line]) => isContent(line));
  const numbers = content.flatMap(([at, line], index) => {
    const indent = indentOf(line);
    if (!/^\s+\{/.test(line)) return [];
    const beside = [content[index - 1], content.at(index + 1)].some(
      (other) => other !== undefined && indentOf(other[1]) === indent && /^\s*-\s/.test(other[1]),
    );
    return beside ? [at + 1] : [];
  });
  return {
    lines: lines.map((line, at) => (numbers.includes(at + 1) ? line.replace(/^(\s*)/, "$1- ") : line)),
    faults: once(numbers, (at) => `has no dash (${at}); an entry of a list begins with one: - { … }`),
  };
};
