/**
 * Names that are fixed for ever: a changed URN, password name, certificate subject, key id or vault entry would replace a
 * live credential. A line of contract/urns.txt may be added; none may change.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Registration } from "../review/evaluate/index.ts";
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

test("every URN and every fixed name of the dev stack stands in contract/urns.txt, and no other", async () => {
  const { registrations } = await recordedDev();
  const expected = readFileSync("test/contract/urns.txt", "utf8").trim().split("\n");
  expect(registrations.map(line).sort()).toEqual(expected);
});
