/** The review of several linked applications in one entry: each is told, and once what its vendor can do with all of them. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { vendors } from "../../components/vendors/index.ts";
import program from "../../index.ts";
import { evaluate } from "../../review/evaluate/index.ts";
import { reviewOf } from "../../review/judge-entry.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import type { Recording } from "../../review/recording.ts";
import { rules } from "../../review/rules/index.ts";
import { withLines } from "../../review/run/lines.ts";
import { en } from "../../review/words/en.ts";
import { ja } from "../../review/words/ja.ts";
import { linkedFile } from "../linked-file.ts";

const folder = mkdtempSync(join(tmpdir(), "parts-"));
const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
let count = 0;

async function recordedOf(text: string): Promise<Recording> {
  count += 1;
  const file = join(folder, `${count}.yaml`);
  writeFileSync(file, text);
  const evaluation = await evaluate(program, { ...from, config: { "m365-integrations:tenant": file } });
  expect(evaluation.problems).toEqual([]);
  return recordingOf(evaluation, from);
}

async function review(before: string, after: string) {
  const context = { now: "2026-11-22", definitions: vendors, claimed: new Set<string>(), rules };
  const facts = { revision: "main", judgedBy: "base", remarks: [] } as const;
  return withLines(reviewOf(await recordedOf(before), await recordedOf(after), context, facts), after);
}

const head = (readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "")
  .split("\n")
  .slice(2)
  .join("\n");
const other = `${head}integrations:\n  wazuh:\n    vendor: wazuh-o365\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n`;
const linked = linkedFile(other);

describe("linked applications that come", () => {
  test("are told one after the other, and what they allow together once", async () => {
    const { integrations, verdict } = await review(other, linked);
    expect(verdict).toBe("broadened");
    expect(integrations.map(({ name, about }) => [name, about?.partOf, about?.together?.others])).toEqual([
      ["netwrix-exchange", "netwrix", ["netwrix-sharepoint"]],
      ["netwrix-sharepoint", "netwrix", ["netwrix-exchange"]],
    ]);
    const [first, second] = integrations.map(({ about }) => about?.together?.reach?.en ?? "");
    expect(second).toBe("");
    expect(first).toContain("Without any user present, whoever holds the secret typed into Netwrix Auditor can");
    // What Exchange's application alone has, and SharePoint's alone.
    expect(first).toContain("act as Exchange Administrator");
    expect(first).toContain("every SharePoint site");
  });

  test("are said in words of both languages", async () => {
    const { about } = (await review(other, linked)).integrations[0] ?? {};
    if (about === undefined) throw new Error("nothing is said of it");
    const [first, second] = en.about(about);
    expect(first).toContain("Part of netwrix, with netwrix-sharepoint.");
    expect(second).toMatch(/^All applications of netwrix together: Without any user present, /);
    expect(ja.about(about)[1]).toMatch(/^netwrix のすべてのアプリケーションを合わせると: /);
  });

  test("have their findings where the file has them", async () => {
    const { findings } = await review(other, linked);
    const paths = [...new Set(findings.map(({ path }) => path.split(".").slice(0, 4).join(".")))];
    expect(paths).toContain("integrations.netwrix.parts.exchange");
    expect(paths.filter((path) => /netwrix-/.test(path))).toEqual([]);
  });
});

test("of one that changes the others are named, and what they allow together", async () => {
  const omitted = linked.replace(
    "        omits: { Microsoft Graph: { application: [Application.ReadWrite.All] } }\n",
    "",
  );
  const { integrations } = await review(linked, omitted);
  expect(integrations.map(({ name }) => name)).toEqual(["netwrix-sharepoint"]);
  expect(integrations[0]?.about?.together?.others).toEqual(["netwrix-exchange"]);
  expect(integrations[0]?.about?.together?.reach?.en).toContain("Exchange Administrator");
});

test("one that is stopped adds nothing to what they allow", async () => {
  const stopped = linked.replace(
    "      sharepoint:\n",
    "      sharepoint:\n        suspended: { since: 2026-11-22, reason: A leak }\n",
  );
  const { integrations } = await review(linked, stopped);
  expect(integrations[0]?.about?.together?.reach?.en).not.toContain("every SharePoint site");
});
