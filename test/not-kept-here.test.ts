/** What is said of a key that an integration does not have, where it is known what is meant. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseTenant } from "../components/settings.ts";

const dev = readFileSync("tenants/dev.yaml", "utf8");

/** The sandbox's file with one line more in Live Platform's entry. */
function said(line: string): string {
  try {
    parseTenant(dev.replace("  live-platform:\n", `  live-platform:\n    ${line}\n`), "tenants/dev.yaml");
  } catch (error) {
    return String(error);
  }
  return "";
}

test.each([
  ["saml: { entityId: https://contoso.example }", "belongs to single sign-on by SAML, which is not kept as code here"],
  ["provisioning: { url: https://contoso.example/scim }", "belongs to the provisioning of accounts (SCIM)"],
  ["cloud: usgovernment", "the permissions and the addresses are those of Microsoft's public cloud"],
  ["conditionalAccess: require-mfa", "is a policy of the tenant's, which stands beside its applications"],
  ["optionalClaims: [upn]", "it stands in the definition (`vendors/<name>.yaml`"],
])("%s", (line, answer) => {
  expect(said(line)).toContain(answer);
});

test("a key that stands for nothing is told with those that there are", () => {
  expect(said("colour: red")).toContain("is not a key here; Allowed: vendor");
});
