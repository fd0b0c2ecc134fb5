/**
 * Names that are fixed for ever: a changed URN, password name, certificate subject, key id or vault entry would replace a
 * live credential. A line of contract/urns.txt may be added; none may change.
 * Paths that are fixed as well: the review opens another revision of the project by them.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { VendorDefinition } from "../components/definition.ts";
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

/**
 * A review of a change runs the other revision's program and judge from these paths. Where one is not found the change
 * counts as the first of all, or is judged by its own rules: a file that moves takes the reviewer with it.
 */
test.each([
  ["index.ts", "the program that a review evaluates"],
  ["components/vendors/index.ts", "the definitions that a review cites"],
  ["review/child.ts", "the process that records a side"],
  ["review/judge-entry.ts", "the process that judges by the base's rules"],
])("%s stays where it is: %s", (path) => {
  expect(existsSync(path)).toBe(true);
});

test("index.ts has the program as its default export, and components/vendors/index.ts the definitions by vendor", async () => {
  expect(typeof (await import("../index.ts")).default).toBe("function");
  const { vendors } = (await import("../components/vendors/index.ts")) as {
    vendors: Readonly<Record<string, VendorDefinition>>;
  };
  expect(Object.entries(vendors).map(([name, { vendor }]) => [name, vendor])).toEqual(
    Object.keys(vendors).map((name) => [name, name]),
  );
});
