/**
 * What is fixed for ever. Names: a changed URN, password name, certificate subject, key id or vault entry would replace a
 * live credential. Paths: by them a review opens another revision, so that one which has been moved would judge itself.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Registration } from "../review/evaluate/index.ts";
import { byIntegration } from "../review/reading/placement.ts";
import { recordedDev } from "./recorded.ts";

/** The properties by which Entra and the vault know an object. */
const fixed: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>) => unknown>> = {
  "azuread:index/applicationPassword:ApplicationPassword": ({ displayName, endDate }) =>
    `displayName=${displayName} endDate=${endDate}`,
  "azuread:index/applicationCertificate:ApplicationCertificate": ({ keyId, endDate }) =>
    `keyId=${keyId} endDate=${endDate}`,
  "tls:index/selfSignedCert:SelfSignedCert": ({ subject }) => `CN=${(subject as { commonName: string }).commonName}`,
  "azure-native:keyvault:Secret": ({ secretName }) => `secretName=${secretName}`,
};

function line({ urn, type, inputs }: Registration): string {
  const names = fixed[type]?.(inputs);
  return names === undefined ? urn : `${urn} ${names}`;
}

test("no URN and no fixed name of contract/urns.txt changes, and none of its integrations gets another", async () => {
  const { registrations } = await recordedDev();
  const expected = readFileSync("test/contract/urns.txt", "utf8").trim().split("\n");
  const { components, childrenOf } = byIntegration(registrations);
  // An integration that the file has not named yet has no credentials to lose.
  const added = components.filter((component) => !expected.includes(line(component)));
  const unfixed = new Set(added.flatMap((component) => [component, ...childrenOf(component)]));
  expect(
    registrations
      .filter((registration) => !unfixed.has(registration))
      .map(line)
      .sort(),
  ).toEqual(expected);
});

test("the four files by which a review opens another revision stay where they are", async () => {
  expect((await import("../index.ts")).default).toBeTypeOf("function");
  expect((await import("../components/vendors/index.ts")).vendors).toHaveProperty("servicenow-teams");
  expect(existsSync("review/child.ts")).toBe(true);
  expect(existsSync("review/judge-entry.ts")).toBe(true);
});
