/** What `tenant.policy` refuses where a definition of one's own is needed to ask for it, or a certificate's own file. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { certificateAsWritten } from "../components/certificate-file.ts";
import type { VendorDefinition } from "../components/definition.ts";
import { policyFaults } from "../components/policy-faults.ts";
import { veeamRestorePortal } from "../components/vendors/veeam-restore-portal.ts";
import { xsoarOutlook } from "../components/vendors/xsoar-outlook.ts";
import { issuedByAnAuthority } from "./simulator/key-pair.ts";

const id = "11111111-1111-1111-1111-111111111111";

function faults(policy: object, definition: VendorDefinition, settings: object): string[] {
  const data = { tenant: { id, policy } };
  return policyFaults(data, [["app", { vendor: "v", ...settings }]], () => definition, certificateAsWritten).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

const typed = (accessTokenVersion: 1 | 2 = 1): VendorDefinition => ({
  ...veeamRestorePortal,
  exposes: { identifierUri: { from: "identifierUri" }, accessTokenVersion },
});
const blocks = { blocksIdentifierUris: {} };

test("an ID URI of another form than the two usual ones, where the tenant blocks it", () => {
  expect(faults(blocks, typed(), { identifierUri: "https://snow.contoso.example" })).toEqual([
    'integrations.app.identifierUri: is "https://snow.contoso.example", and the tenant blocks every ID URI but api://{clientId} and api://{tenantId}/{clientId} (tenant.policy.blocksIdentifierUris; in Entra: Block custom identifier URIs): write one of these where the product takes it, or have the deployer exempted (Entra › App management policies › Block custom identifier URIs › Excluded callers) and write app under tenant.policy.blocksIdentifierUris.exempt',
  ]);
  const printed: VendorDefinition = {
    ...veeamRestorePortal,
    exposes: { identifierUri: { from: "page", uri: "api://{tenantId}/portal" } },
  };
  expect(faults(blocks, printed, {})[0]).toMatch(
    /^integrations\.app\.vendor: Veeam Restore Portal's page asks for "api:\/\/11111111-[\d-]+\/portal", and the tenant blocks/,
  );
});

test("not the usual ones, nor any with tokens of version 2, nor one that is exempt", () => {
  expect(faults(blocks, typed(), { identifierUri: "api://{tenantId}/{clientId}" })).toEqual([]);
  expect(faults(blocks, veeamRestorePortal, {})).toEqual([]);
  expect(faults(blocks, typed(2), { identifierUri: "https://snow.contoso.example" })).toEqual([]);
  const exempt = { blocksIdentifierUris: { exempt: ["app"] } };
  expect(faults(exempt, typed(), { identifierUri: "https://snow.contoso.example" })).toEqual([]);
});

test("a certificate that the file names and that signs itself, not one that another signed", async () => {
  const line = (certificate: string) => ({
    credentials: [{ kind: "certificate", issued: "2026-11-21", expires: "2027-05-15", certificate }],
  });
  const own = readFileSync("tenants/certificates/xsoar-outlook.pem", "utf8");
  expect(faults({ trustedAuthoritiesOnly: {} }, xsoarOutlook, line(own))[0]).toMatch(
    /^integrations\.app\.credentials\.0\.certificate: names one that signs itself, and the tenant takes those of its trusted/,
  );
  expect(faults({ trustedAuthoritiesOnly: {} }, xsoarOutlook, line(await issuedByAnAuthority()))).toEqual([]);
});
