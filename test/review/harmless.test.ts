/** Ten changes that let nobody do more: no finding that they would have to explain. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { programChange } from "../../review/program/change.ts";
import { newUses } from "../../review/run/uses.ts";
import { reviewed } from "./reviewed.ts";

const dev = readFileSync("tenants/dev.yaml", "utf8");

function rewritten(change: (document: ReturnType<typeof parseDocument>) => void): string {
  const document = parseDocument(dev);
  change(document);
  return document.toString();
}

const ofTheFile: readonly (readonly [string, string])[] = [
  ["a comment", dev.replace("# The play tenant", "# A tenant to play with")],
  [
    "blank lines, and lines that end as on Windows",
    dev.replaceAll("\n", "\r\n").replaceAll("\r\n\r\n", "\r\n\r\n\r\n"),
  ],
  [
    "the integrations in another order",
    rewritten((document) => {
      const integrations = document.get("integrations") as { items: unknown[] };
      integrations.items.reverse();
    }),
  ],
  [
    "the owners in another order",
    rewritten((document) => {
      const owners = document.getIn(["tenant", "owners"]) as { items: unknown[] };
      owners.items.reverse();
    }),
  ],
  ["a text in quotation marks", dev.replace("purpose: Inbound mail filtering", 'purpose: "Inbound mail filtering"')],
  [
    "a list on lines of its own",
    dev
      .replace("instances: [contosodev]", "instances:\n      - contosodev")
      .replace("[Teams Administrator]", "\n      - Teams Administrator"),
  ],
];

test.each(ofTheFile)("%s", async (title, after) => {
  expect(after).not.toBe(dev);
  const answer = await reviewed({ name: title, title, now: "2026-11-27", before: dev, after, expect: { exit: 0 } });
  if ("faults" in answer) throw new Error(answer.faults.join("\n"));
  const { report } = answer;
  expect(report.verdict).toBe("unchanged");
  expect(report.blocks).toBe(false);
  expect(report.integrations).toEqual([]);
  expect(report.findings.filter(({ preExisting }) => !preExisting)).toEqual([]);
});

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "harmless-"));
  for (const side of ["before", "after"])
    for (const file of ["index.ts", ...globSync("components/**/*.ts")]) cpSync(file, join(folder, side, file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const consent = "components/consent.ts";

const ofTheCode: readonly (readonly [string, string, (text: string) => string])[] = [
  ["a comment in code", consent, (text) => `// Read Microsoft's page first.\n${text}`],
  [
    "a local variable's name",
    consent,
    (text) =>
      text
        .replaceAll("resourceObjectId", "apiObjectId")
        .replaceAll("{ apiObjectId }", "{ resourceObjectId: apiObjectId }"),
  ],
  [
    "a function further down",
    consent,
    (text) => {
      const [whole = ""] = /\/\*\* Keeps what stands under[\s\S]*?\n}\n/.exec(text) ?? [];
      return `${text.replace(whole, "")}\n${whole}`;
    },
  ],
  ["lines that are wrapped otherwise", "components/tenant.ts", (text) => text.replaceAll(/, (?=[a-z]+ })/g, ",\n ")],
];

test.each(ofTheCode)("%s: the program is changed, and nothing else", async (_, file, change) => {
  const path = join(folder, "after", file);
  const text = readFileSync(file, "utf8");
  expect(change(text)).not.toBe(text);
  writeFileSync(path, change(text));
  const differences = [{ path: file, before: "100644", after: "100644" }];
  const changed = programChange({ differences, paths: [file] });
  expect(changed.files).toEqual([{ path: file, part: "program", how: "changed" }]);
  expect(await newUses(join(folder, "before"), join(folder, "after"), changed)).toEqual([]);
  writeFileSync(path, text);
});
