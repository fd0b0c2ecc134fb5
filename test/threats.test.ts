/** docs/threats.md is only worth its evidence: each test that it names is there, and each setting is one that the doctor knows. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { looks } from "../operate/doctor/github/index.ts";

const text = readFileSync("docs/threats.md", "utf8");
const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name);
const tests = [...text.matchAll(/\(\.\.\/(test\/[^)\s]+)\)/g)].map(([, path = ""]) => path);

/** The rows of its tables: what could be done, what stops it, what shows that, what does not. */
const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| could"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("docs/threats.md", () => {
  test.each([...new Set(tests)])("%s is there, and holds tests", (path) => {
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, "utf8")).toMatch(/\b(?:test|it)(?:\.each|\.skipIf)?\(/);
  });

  test("each setting of GitHub's that it names is one that the doctor looks at", () => {
    const checks = looks.flatMap((look) => look.checks);
    const shown = named.filter((name) => /^[a-z]+(?:-[a-z]+)+$/.test(name) && !name.endsWith("-read"));
    const rules = ["unjudgeable", "secret-in-plain", "secret-output", "vault-entry", "engine-setting"];
    expect(shown.filter((name) => !checks.includes(name) && !rules.includes(name))).toEqual([]);
  });

  test("each row says what stops it; where no test shows it, it says what does not", () => {
    const none = "–";
    for (const [, could, stops, shown, not] of rows) {
      expect([stops, shown, not], could).not.toContain("");
      expect(stops, could).not.toBe(none);
      if (shown === none && could !== "hold secrets worth taking") expect(not, could).not.toBe(none);
    }
    expect(rows.length).toBeGreaterThan(35);
    expect(tests.length).toBeGreaterThan(50);
  });
});
