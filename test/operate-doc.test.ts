/**
 * docs/operate.md shows what the verbs print. What needs neither engine nor tenant is typed here in the page's order, on a
 * copy of the sandbox's file as `make up` leaves it: answers of several lines, wrong calls, and every verb's help.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { main } from "../operate/cli.ts";
import { writeRecord } from "../operate/record.ts";

const checkout = resolve(import.meta.dirname, "..");
const page = readFileSync(join(checkout, "docs/operate.md"), "utf8");

/** A call of the page with what stands below it. */
interface Shown {
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

/** The calls that are answered without an engine. The others are shown as they were answered, and held by test/e2e. */
const answered = [
  /^(status|rotate|check|review)\b/,
  / --help$/,
  /^hanover$/,
  /^(adopt mailgate|authorize teamconnect|authorize app-connect|pulumi preview --stack dew|sandbox destory)$/,
  /^verify mailgate$/,
];

/** A line of the page where `…` stands for anything. */
function asPattern(line: string): RegExp {
  return new RegExp(
    `^${line
      .split("…")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
}

function shown(): Shown[] {
  return page
    .split(/^ {4}\$ \.\/integrations /m)
    .slice(1)
    .map((text) => {
      const [call = "", ...below] = text.split("\n");
      const end = below.findIndex(
        (line, at) => !line.startsWith("    ") && (line !== "" || !below[at + 1]?.startsWith("    ")),
      );
      const lines = below.slice(0, end).map((line) => line.slice(4));
      return { words: call.replace(/\s+#.*/, "").split(" "), lines };
    })
    .filter(({ words, lines }) => lines.length > 0 && answered.some((pattern) => pattern.test(words.join(" "))));
}

const file = readFileSync(join(checkout, "tenants/dev.yaml"), "utf8");

let root: string;
const before = process.cwd();
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "page-"));
  mkdirSync(join(root, "tenants"));
  for (const name of ["tenants/dev.yaml", "Pulumi.yaml", "Pulumi.dev.yaml"])
    writeFileSync(join(root, name), readFileSync(join(checkout, name), "utf8"));
  const { integrations } = parse(readFileSync(join(root, "tenants/dev.yaml"), "utf8")) as { integrations: object };
  const at = "2026-11-21T00:00:20.000Z";
  writeRecord(root, "dev", {
    verified: Object.keys(integrations).map((integration) => ({
      ...{ integration, issued: "2026-11-21", at },
      fine: integration !== "app-connect",
    })),
  });
  // The tenant's file is read by the path that a person sees.
  process.chdir(root);
});
afterAll(() => {
  process.chdir(before);
  rmSync(root, { recursive: true, force: true });
});

async function typed(words: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const written = (text: unknown) => {
    lines.push(String(text));
    return true;
  };
  const spies = [process.stdout, process.stderr].map((to) => vi.spyOn(to, "write").mockImplementation(written));
  try {
    await main(words, { root, cwd: root, day: "2026-11-21" });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines.join("");
}

/** True where the answer is as shown; a line of `…` alone stands for any number of lines. */
function matches(lines: readonly string[], answer: readonly string[]): boolean {
  const [first, ...others] = lines;
  if (first === undefined) return answer.length === 0;
  if (first.trim() === "…") return answer.some((_, at) => matches(others, answer.slice(at + 1))) || others.length === 0;
  return answer[0] !== undefined && asPattern(first).test(answer[0]) && matches(others, answer.slice(1));
}

describe("docs/operate.md shows what is printed", () => {
  const calls = shown();

  test("of every verb, whose help stands there", () => {
    const verbs = calls.filter(({ words }) => words[1] === "--help").map(({ words: [verb] }) => verb);
    expect(verbs).toHaveLength(15);
  });

  test.each(calls.map(({ words, lines }) => [words.join(" "), words, lines] as const))(
    "by %s",
    async (_, words, lines) => {
      // The calls of rotate are one round; every other begins with the file as it is.
      if (words[0] !== "rotate") writeFileSync(join(root, "tenants/dev.yaml"), file);
      const answer = (await typed(words)).trimEnd().split("\n");
      expect(matches(lines, answer) ? lines : answer).toEqual(lines);
    },
  );
});
