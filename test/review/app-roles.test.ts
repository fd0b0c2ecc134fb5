/** The review of people in a product's own roles: who comes to administer it, and what a change of role is. */
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

const folder = mkdtempSync(join(tmpdir(), "app-roles-"));
const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
const head = (readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "")
  .split("\n")
  .slice(2)
  .join("\n");
const [adele, alex] = ["44444444-4444-4444-4444-444444444444", "55555555-5555-4555-8555-555555555555"];
let count = 0;

async function recordedOf(...lines: readonly string[]): Promise<Recording> {
  count += 1;
  const file = join(folder, `${count}.yaml`);
  const own = lines.map((line) => `    ${line}\n`).join("");
  writeFileSync(
    file,
    `${head}integrations:
  grafana:
    vendor: grafana
    instances: [grafana.contoso.example]
    federated: [{ name: prod, subject: 77777777-7777-4777-8777-777777777777 }]
${own}`,
  );
  const evaluation = await evaluate(program, { ...from, config: { "m365-integrations:tenant": file } });
  expect(evaluation.problems).toEqual([]);
  return recordingOf(evaluation, from);
}

async function review(before: Promise<Recording>, after: Promise<Recording>) {
  const context = { now: "2026-11-22", definitions: vendors, claimed: new Set<string>(), rules };
  const facts = { revision: "main", judgedBy: "base", remarks: [] } as const;
  return reviewOf(await before, await after, context, facts);
}

const viewers = `appRoles: { Viewer: { users: [${adele}, ${alex}] } }`;
const withAdmin = `appRoles: { Viewer: { users: [${alex}] }, Admin: { users: [${adele}] } }`;

describe("who has which of a product's own roles", () => {
  test("somebody who comes to administer the product is news, and a finding", async () => {
    const { verdict, news, integrations, findings } = await review(recordedOf(viewers), recordedOf(withAdmin));
    expect(verdict).toBe("broadened");
    expect(news).toEqual({
      en: `${adele} can now administer Grafana, with the role Admin (before: Viewer).`,
      ja: `${adele} がロール Admin で Grafana を管理できるようになります(これまで: ロール Viewer)。`,
    });
    expect(integrations[0]?.changes.map(({ aspect, how, effect }) => [aspect, how, effect])).toEqual([
      ["app-role", "changed", "broadened"],
    ]);
    expect(
      findings
        .filter(({ rule }) => rule === "product-administrator")
        .map(({ rule, subject, path }) => [rule, subject, path]),
    ).toEqual([["product-administrator", adele, "integrations.grafana.appRoles.Admin.users"]]);
  });

  test("somebody who loses the administration and keeps less is narrowed", async () => {
    const { verdict, news } = await review(recordedOf(withAdmin), recordedOf(viewers));
    expect(verdict).toBe("narrowed");
    expect(news?.en).toBe(`${adele} can now sign in to Grafana with the role Viewer (before: Admin).`);
  });

  test.each([
    [
      "another role of an administrator, who stays one",
      `Admin: { users: [${adele}] }, Editor: { users: [${adele}] }`,
      "changed",
    ],
    ["a lesser role besides", `Viewer: { users: [${adele}] }`, "narrowed"],
  ])("%s", async (_, roles, verdict) => {
    const one = recordedOf(`appRoles: { Admin: { users: [${adele}] } }`);
    expect((await review(one, recordedOf(`appRoles: { ${roles} }`))).verdict).toBe(verdict);
  });

  test("a role that is more than the one before is broadened, and one that goes is narrowed", async () => {
    const [viewer, both] = [
      recordedOf(`appRoles: { Viewer: { users: [${adele}] } }`),
      recordedOf(`appRoles: { Viewer: { users: [${adele}] }, Editor: { users: [${adele}] } }`),
    ];
    expect((await review(viewer, both)).verdict).toBe("broadened");
    expect((await review(both, viewer)).verdict).toBe("narrowed");
  });

  test("a role that comes while everyone may sign in gives what it gives, and is no mere assignment", async () => {
    const open = recordedOf(withAdmin, "stillOpen: true");
    const { verdict, news } = await review(recordedOf(), open);
    expect(verdict).toBe("broadened");
    expect(news?.en).toBe(`${adele} can now administer Grafana, with the role Admin (before: none of its roles).`);
  });

  test("the second of the two changes closes, and says who is left", async () => {
    const { verdict, findings } = await review(recordedOf(withAdmin, "stillOpen: true"), recordedOf(withAdmin));
    expect(verdict).toBe("narrowed");
    expect(findings.filter(({ rule }) => rule === "sign-in-closed-at-once")).toEqual([]);
  });

  test("both at once is refused where the integration runs", async () => {
    const { findings } = await review(recordedOf(), recordedOf(withAdmin));
    expect(
      findings.filter(({ rule }) => rule === "sign-in-closed-at-once").map(({ path, level }) => [path, level]),
    ).toEqual([["integrations.grafana.appRoles", "block"]]);
  });

  test("an assignment to a role that the file does not say is beyond its inputs", async () => {
    const { findings } = await review(recordedOf(viewers), recordedOf(viewers));
    expect(
      findings.filter(({ rule }) => ["beyond-inputs", "assignment-required", "granted-equals-required"].includes(rule)),
    ).toEqual([]);
  });
});
