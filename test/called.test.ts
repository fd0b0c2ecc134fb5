/** Names beside object ids: whose the file knows, and how they are shown. */
import { expect, test } from "vitest";
import { called, withNames } from "../components/called.ts";
import { directoryObjectType } from "../components/directory-objects.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { parseTenant } from "../components/settings.ts";

const adele = "88888888-8888-8888-8888-888888888888";
const sales = "99999999-9999-9999-9999-999999999999";
const unused = "77777777-7777-7777-7777-777777777777";
const [deployer, second] = ["33333333-3333-3333-3333-333333333333", "55555555-5555-5555-5555-555555555555"];

function resolved(names: string, signsIn = `    signsIn: [${adele}]\n    signsInGroups: [${sales}]\n`) {
  const text = `tenant:
  id: 12121212-1212-1212-1212-121212121212
  domain: fabrikam.onmicrosoft.com
  owners:
    - { servicePrincipal: ${deployer}, deploys: true, name: Deployer }
    - servicePrincipal: ${second}
${names}integrations:
  app-connect:
    vendor: app-connect
    redirectUris: [https://fabrikam.example/cb]
${signsIn}    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`;
  const [integration] = resolveTenant(parseTenant(text, "tenants/x.yaml"));
  if (integration === undefined) throw new Error("no integration");
  return integration;
}

test("an integration takes the names of those whom it names, and of owners without one beside them", () => {
  const names = `  names: { ${adele}: Adele Vance, ${sales}: Sales, ${unused}: Nobody, ${deployer}: Another, ${second}: Identity team }\n`;
  expect(resolved(names).names).toEqual({ [second]: "Identity team", [adele]: "Adele Vance", [sales]: "Sales" });
  expect(resolved(names, "").names).toEqual({ [second]: "Identity team" });
  expect("names" in resolved("")).toBe(false);
});

test("an id is shown with its name, the one beside an owner before any other; alone where there is none", () => {
  const integration = resolved(`  names: { ${adele}: Adele Vance }\n`);
  expect(called(integration, adele)).toBe(`Adele Vance (${adele})`);
  expect(called(integration, deployer)).toBe(`Deployer (${deployer})`);
  expect(called(integration, second)).toBe(second);
});

test("every id of a text gets its name behind it, and a text without one stays", () => {
  const name = (id: string) => (id === adele ? '"Adele Vance"' : undefined);
  expect(withNames(`${adele} and ${sales}; again ${adele}.`, name)).toBe(
    `${adele} ("Adele Vance") and ${sales}; again ${adele} ("Adele Vance").`,
  );
  expect(withNames("nobody", name)).toBe("nobody");
});

test("a directory's type is known by Graph's name and by the provider's", () => {
  expect(directoryObjectType("#microsoft.graph.servicePrincipal")).toBe("servicePrincipal");
  expect(directoryObjectType("ServicePrincipal")).toBe("servicePrincipal");
  expect(directoryObjectType("Group")).toBe("group");
  expect(directoryObjectType("#microsoft.graph.constructor")).toBeUndefined();
});
