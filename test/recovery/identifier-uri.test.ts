/** The Application ID URI as recovery sees it: by what the tenant shows, whichever one the file names by now. */
import { expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { declaredIn } from "../../recovery/declared.ts";
import { noTraces } from "../../recovery/evidence.ts";
import { missingIn } from "../../recovery/missing.ts";
import { reconcile } from "../../recovery/reconcile.ts";
import type { KnownResource } from "../../recovery/state.ts";
import type { LiveApplication, Tenant } from "../../recovery/tenant.ts";
import { planInWords } from "../../recovery/words.ts";

const name = "veeam-restore-portal";
const stack = { project: "m365-integrations", stack: "gallery", consentClientId: undefined };
const found = declaredIn(resolveTenant(readTenant("tenants/gallery.yaml")), stack).find(
  ({ resolved }) => resolved.name === name,
);
if (found === undefined) throw new Error(`${name} is not in tenants/gallery.yaml`);
const declared = found;
const part = declared.resources.find(({ identity }) => identity.kind === "identifierUri");
const application = declared.resources.find(({ identity }) => identity.kind === "application");
if (part === undefined || application === undefined) throw new Error(`${name} declares no Application ID URI`);

const objectId = "11111111-0000-0000-0000-000000000001";
const appId = "22222222-0000-0000-0000-000000000001";
const own = `api://${appId}`;
const idOf = (uri: string) => `/applications/${objectId}/identifierUris/${Buffer.from(uri).toString("base64")}`;

function tenantWith(...identifierUris: readonly string[]): Tenant {
  const live: LiveApplication = {
    id: objectId,
    appId,
    displayName: declared.resolved.displayName,
    created: "2026-11-21T09:00:00Z",
    tags: [declared.marker],
    owners: declared.owners,
    ownerNames: [],
    redirectUris: [],
    identifierUris,
    passwords: [],
    certificates: [],
    federated: undefined,
    shown: {},
    principal: undefined,
  };
  return { applications: [live], vendors: [], apis: new Map(), vaults: new Map() };
}

function knowing(uri?: string): ReadonlyMap<string, KnownResource> {
  const base = { parent: declared.urn, inputs: {}, halfDone: false };
  const rows: KnownResource[] = [
    { ...base, urn: declared.urn, type: "m365:index:Integration", id: undefined, outputs: {} },
    {
      ...base,
      urn: application?.urn ?? "",
      type: application?.type ?? "",
      id: `/applications/${objectId}`,
      outputs: {},
    },
    ...(uri === undefined
      ? []
      : [{ ...base, urn: part?.urn ?? "", type: part?.type ?? "", id: idOf(uri), outputs: { identifierUri: uri } }]),
  ];
  return new Map(rows.map((row) => [row.urn, row]));
}

function findings(known: ReadonlyMap<string, KnownResource>, tenant: Tenant) {
  return reconcile([declared], { resources: known, pending: [] }, tenant, { ...noTraces, lastUses: undefined }).filter(
    (finding) => "resource" in finding && finding.resource === part,
  );
}

test("one that was set and whose answer was lost is imported, by the provider's own id of it", () => {
  const imported = findings(knowing(), tenantWith(own));
  expect(imported).toEqual([{ kind: "import", integration: name, resource: part, id: idOf(own) }]);
  expect(planInWords(imported, { stack: "prod", sandbox: false }).join("\n")).toContain("Application ID URI");
  expect(findings(knowing(), tenantWith("https://contoso.onmicrosoft.com/by-hand"))).toEqual([]);
});

test("one that the state knows and the tenant lacks is gone, and the next run sets it again", () => {
  expect(findings(knowing(own), tenantWith())).toEqual([
    { kind: "gone", integration: name, resource: part, id: idOf(own) },
  ]);
  const missing = missingIn({ resources: knowing(own), pending: [] }, tenantWith(), [declared]);
  expect(missing.flatMap(({ consents }) => consents.map(({ urn }) => urn))).toEqual([part?.urn]);
});

test("a former one that stands while the file names another is neither: this run changes it", () => {
  const former = "https://contoso.onmicrosoft.com/portal";
  expect(findings(knowing(former), tenantWith(former))).toEqual([]);
});
