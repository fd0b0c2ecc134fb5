import { expect, test } from "vitest";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";
import { keptNameAdvice } from "../operate/handover/kept-name.ts";
import { keepOnly, tenantFile } from "./tenant-file.ts";

/** As azure-native and its stand-in word it: Key Vault's sentence with what was tried around it. */
function refusal(name: string): string {
  return `writing /subscriptions/…/secrets/${name}: unexpected status 409 (409 Conflict) with error: Conflict: Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`;
}

function plansOf(name: string, ...issued: string[]) {
  const file = tenantFile((document) => {
    keepOnly(document, "live-platform", "live-platform-notifications");
    document.setIn(
      ["integrations", name, "credentials"],
      issued.map((day) => ({ issued: day, expires: "2027-05-15" })),
    );
  });
  return resolveTenant(readTenant(file));
}

test("names the letter to take, and how to purge or recover", () => {
  const resolvedIntegrations = plansOf("live-platform", "2026-11-20", "2026-11-21");
  expect(keptNameAdvice(refusal("live-platform-2026-11-21"), resolvedIntegrations)).toBe(
    `The vault still keeps the deleted secret live-platform-2026-11-21, for 90 days unless it is set otherwise. One of:
  in the sandbox, where nobody needs it, also after a make destroy that was cut off: make destroy, then make up
  integrations.live-platform.credentials[1]: write \`issued: 2026-11-21b\`, which is a name of its own
  in a real vault, free the name, for ever without the old value: az keyvault secret purge --vault-name kv-m365 --name live-platform-2026-11-21
  or bring the old value back to read it, dead in Entra as it is: az keyvault secret recover --vault-name kv-m365 --name live-platform-2026-11-21; the name stays taken (docs/leaving.md)`,
  );
});

test.each([
  ["the letter after the one that is kept", ["2026-11-21c"], "2026-11-21d"],
  ["past a letter that the schedule has", ["2026-11-21", "2026-11-21b"], "2026-11-21c"],
  ["after z another day", ["2026-11-21z"], "<another day>"],
])("%s", (_, issued, next) => {
  const kept = `live-platform-${issued[0]}`;
  expect(keptNameAdvice(refusal(kept), plansOf("live-platform", ...issued))).toContain(`write \`issued: ${next}\``);
});

test("an integration whose name begins like another's is advised for itself", () => {
  const resolvedIntegrations = plansOf("live-platform", "2026-11-21");
  expect(keptNameAdvice(refusal("live-platform-notifications-2026-11-21"), resolvedIntegrations)).toContain(
    "integrations.live-platform-notifications.credentials[0]: write",
  );
});

test("a renamed integration is found by its first name, under which the vault keeps it", () => {
  const file = tenantFile((document) => {
    keepOnly(document, "live-platform");
    document.setIn(["integrations", "voice"], document.getIn(["integrations", "live-platform"]));
    document.deleteIn(["integrations", "live-platform"]);
    document.setIn(["integrations", "voice", "formerly"], "live-platform");
  });
  expect(keptNameAdvice(refusal("live-platform-2026-11-21"), resolveTenant(readTenant(file)))).toContain(
    "integrations.voice.credentials[0]: write",
  );
});

test("any other error, and a name of nobody here, get no advice", () => {
  const resolvedIntegrations = plansOf("live-platform", "2026-11-21");
  expect(keptNameAdvice("unexpected status 403 (403 Forbidden)", resolvedIntegrations)).toBeUndefined();
  expect(keptNameAdvice(refusal("mailgates-2026-11-21"), resolvedIntegrations)).toBeUndefined();
});
