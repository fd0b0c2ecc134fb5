/**
 * How an integration ends (docs/leaving.md): the documented path of each vendor, and what the review says of every step.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Document, parseDocument } from "yaml";
import { resolveIntegration } from "../components/resolved-integration.ts";
import { parseTenant, readTenant } from "../components/settings.ts";
import { definitionOf, type VendorName } from "../components/vendors/index.ts";
import { renderSheet } from "../operate/handover/sheet.ts";
import { reviewed } from "./review/reviewed.ts";
import { keepOnly } from "./tenant-file.ts";

type Step = (document: Document, name: string) => void;

const suspend: Step = (document, name) =>
  document.setIn(["integrations", name, "suspended"], { since: "2026-12-01", reason: "The contract ends" });
/** The credentials go, and with each of them the exceptions that are about it. */
const retire: Step = (document, name) => {
  const at = (key: string) => ["integrations", name, key];
  const { credentials, exceptions = [] } = writtenOf(document, name);
  const issued = new Set(credentials.map((scheduled) => scheduled.issued));
  document.deleteIn(at("credentials"));
  document.setIn(
    at("exceptions"),
    exceptions.filter(({ subject }) => subject === undefined || !issued.has(subject)),
  );
};
const retireCredentialsAlone: Step = (document, name) => document.deleteIn(["integrations", name, "credentials"]);
const leave: Step = (document, name) => document.setIn(["integrations", name, "leaving"], true);
const remove: Step = (document, name) => document.deleteIn(["integrations", name]);

interface Written {
  readonly credentials: readonly { readonly issued: string }[];
  readonly exceptions?: readonly { readonly subject?: string }[];
}

function writtenOf(document: Document, name: string): Written {
  return (document.toJS() as { integrations: Record<string, Written> }).integrations[name] as Written;
}

/** dev.yaml's tenant as a real one with this integration and another, after some steps. */
function afterSteps(name: string, steps: readonly Step[]): string {
  const document = parseDocument(readFileSync("tenants/dev.yaml", "utf8")) as unknown as Document;
  keepOnly(document, name, name === "app-connect" ? "live-platform-notifications" : "app-connect");
  document.deleteIn(["tenant", "disposable"]);
  for (const step of steps) step(document, name);
  return document.toString();
}

/** The review of one step after those before it: verdict, and what the step itself brings. */
async function judged(name: string, path: readonly Step[], step: number) {
  const [before, after] = [afterSteps(name, path.slice(0, step)), afterSteps(name, path.slice(0, step + 1))];
  const expect = { exit: 0 } as const;
  const review = await reviewed({ name, title: name, now: "2026-12-05", expect, before, after });
  if ("faults" in review) throw new Error(review.faults.join("\n"));
  const { verdict, blocks, findings } = review.report;
  return { verdict, blocks, brings: findings.filter(({ preExisting }) => !preExisting).map(({ rule }) => rule) };
}

describe.each(Object.keys(readTenant("tenants/dev.yaml").integrations))("%s leaves in four changes", (name) => {
  test.each([
    ["suspend", 0, "narrowed"],
    ["retire credentials", 1, "changed"],
    ["leaving: true", 2, "changed"],
    ["delete the lines", 3, "narrowed"],
  ] as const)("%s: the review has nothing against it", async (_, step, verdict) => {
    expect(await judged(name, [suspend, retire, leave, remove], step)).toEqual({ verdict, blocks: false, brings: [] });
  });
});

describe("a step out of its order is refused by the review, which names the order", () => {
  test.each([
    [
      "retired in the change that suspends",
      [(d, n) => [suspend, retire].map((step) => step(d, n))],
      "schedule-retired-early",
    ],
    ["leaving before it was suspended", [leave], "protect"],
    ["leaving in the change that suspends", [(d, n) => [suspend, leave].map((step) => step(d, n))], "protect"],
    ["deleted before it was suspended", [leave, remove], "schedule-retired-early"],
  ] satisfies [string, Step[], string][])("%s", async (_, path, rule) => {
    expect(await judged("mailgates", path, path.length - 1)).toMatchObject({ blocks: true, brings: [rule] });
  });
});

test("an exception of a retired credential that stays behind is said, and refuses nothing", async () => {
  expect(await judged("mailgates", [suspend, retireCredentialsAlone], 1)).toEqual({
    verdict: "changed",
    blocks: false,
    brings: ["exception-unused"],
  });
});

test.each(
  Object.entries(readTenant("tenants/dev.yaml").integrations).map(([name, { vendor }]) => [name, vendor as VendorName]),
)(
  "%s without credentials: its sheet says that it is suspended and how to leave, and nothing to type in",
  (name, vendor) => {
    const definition = definitionOf(vendor as VendorName);
    const tenant = parseTenant(afterSteps(name, [suspend, retire, leave]), "tenants/x.yaml");
    const outputs = {
      vendor,
      tenantId: tenant.id,
      clientId: "c1c1c1c1-0000-4000-8000-000000000001",
      applicationObjectId: "a2a2a2a2-0000-4000-8000-000000000002",
      servicePrincipalObjectId: "b3b3b3b3-0000-4000-8000-000000000003",
      credentials: [],
    };
    const options = { domain: tenant.domain, stack: "dev", tenantFile: "tenants/x.yaml" };
    const sheet = renderSheet(definition, resolveIntegration(tenant, name, definition), outputs, options);
    const headings = sheet.split("\n").filter((line) => line.startsWith("## "));
    expect(headings).toEqual([definition.page.language === "ja" ? "## 利用を終了するとき" : "## How to leave"]);
    expect(sheet).toContain("2026-12-01");
  },
);
