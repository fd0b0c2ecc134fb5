/** The sheets of dev.yaml, with outputs as the stack gives them. */
import type { Language } from "../../components/definition.ts";
import type { IntegrationOutputs } from "../../components/outputs.ts";
import { type ResolvedIntegration, resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { definitionOf, type VendorName } from "../../components/vendors/index.ts";
import { sheetOf } from "../../operate/handover/sheet.ts";
import { fixtureCertificate } from "../../review/evaluate/known-outputs.ts";

const tenant = readTenant("tenants/dev.yaml");
/** The integrations of dev.yaml. */
export const names = Object.keys(tenant.integrations);
const thumbprints = {
  sha1Hex: "h",
  sha1ColonHex: "c",
  sha1Base64: "b",
  sha1Base64Url: "u",
  sha256Hex: "x",
  sha256Base64Url: "y",
};

/** What differs from dev.yaml. */
interface Varied {
  readonly resolved?: Partial<ResolvedIntegration>;
  readonly revealed?: string;
  readonly language?: Language;
}

/** One integration's sheet. */
export function madeSheet(name: string, { resolved: own, ...options }: Varied = {}) {
  const vendor = tenant.integrations[name]?.vendor as VendorName;
  const definition = definitionOf(vendor);
  const resolved = { ...resolveIntegration(tenant, name, definition), ...own };
  const outputs: IntegrationOutputs = {
    vendor,
    tenantId: "11111111-1111-1111-1111-111111111111",
    clientId: "cccccccc-0000-4000-8000-000000000001",
    applicationObjectId: "aaaaaaaa-0000-4000-8000-000000000002",
    servicePrincipalObjectId: "bbbbbbbb-0000-4000-8000-000000000003",
    credentials: resolved.credential.schedule.map(({ issued, expires }) => ({
      issued,
      expires,
      keyId: "k",
      ...(resolved.credential.kind === "certificate" && { certificatePem: fixtureCertificate, thumbprints }),
    })),
  };
  const named = { domain: "contoso.onmicrosoft.com", stack: "dev", tenantFile: "tenants/dev.yaml" };
  return sheetOf(definition, resolved, outputs, { ...named, ...options });
}
