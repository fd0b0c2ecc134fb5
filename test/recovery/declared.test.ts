/** What recovery takes for declared is what the program registers. */
import { expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { declaredIn, providerUrn } from "../../recovery/declared.ts";
import { recordedDev } from "../recorded.ts";

const stack = { project: "m365-integrations", stack: "dev", consentClientId: undefined };

test("every resource of Entra and the vault has the URN, type, parent and provider under which the program registers it", async () => {
  const { registrations } = await recordedDev();
  const registered = registrations
    .filter(({ type }) => /^(azuread|azure-native):/.test(type))
    .map(({ urn, type, name, parent, provider, protect }) => ({
      urn,
      type,
      name,
      parent,
      provider: provider?.split("::").slice(0, 4).join("::"),
      protect: protect ?? false,
    }));
  const declared = declaredIn(resolveTenant(readTenant("tenants/dev.yaml")), stack).flatMap(({ urn, resources }) =>
    resources.map((resource) => ({
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      parent: urn,
      provider: providerUrn(stack, resource.provider),
      protect: resource.protect,
    })),
  );
  const byUrn = (a: { urn: string }, b: { urn: string }) => (a.urn < b.urn ? -1 : 1);
  expect(declared.sort(byUrn)).toEqual(registered.sort(byUrn));
});
