/** The Application ID URI on the real engine: set, changed, added to by a person, and taken away; nothing else is written. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Application } from "../../simulator/directory/entity.ts";
import { type Stack, startStack, told } from "./stack.ts";

/** A vendor whose page leaves the URI to the customer, or asks for none. */
function file(uri: string | undefined, purpose = "Sign-in"): string {
  const asked = uri === undefined ? "" : "\n      exposes: { identifierUri: { from: identifierUri } }";
  return `tenant:
  id: 11111111-1111-1111-1111-111111111111
  domain: contoso.onmicrosoft.com
  disposable: true
  owners: [{ servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }]
integrations:
  portal:
    vendor: custom
    purpose: ${purpose}
    definition:
      product: Portal
      page: { publisher: Portal, title: Set up, language: en }
      serves: People sign in.
      audience: single${asked}
      permissions: {}
      credential: { kind: secret }
      places: [Portal]
      breaksWhenExpired: Nobody signs in.
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]${uri === undefined ? "" : `\n    identifierUri: "${uri}"`}
`;
}

/** What somebody changes beside the stack. */
async function byHand(id: string, body: object): Promise<void> {
  const { tenantId, deployer, loginUrl, graphUrl } = stack.tenant;
  const form = {
    grant_type: "client_credentials",
    client_id: deployer.clientId,
    client_secret: deployer.clientSecret,
    scope: `${graphUrl}/.default`,
  };
  const token = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const answer = await fetch(`${graphUrl}/v1.0/applications/${id}`, {
    method: "PATCH",
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(204);
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

function application(): Application {
  const [row] = stack.tenant.snapshot().applications;
  if (row === undefined) throw new Error("the tenant has no application");
  return row as unknown as Application;
}

async function applied(text: string): Promise<string[]> {
  stack.settings(text);
  const outcome = await stack.apply();
  expect([outcome.code, told(outcome)]).toEqual([0, told(outcome)]);
  return stack.done(outcome).filter((line) => !/^same |Stack::|pulumi:pulumi/.test(line));
}

const uriType = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri::portal-identifier-uri";

test("it is set once the application is there, with its id in it", async () => {
  expect(await applied(file("api://{clientId}"))).toContain(`create ${uriType}`);
  expect(application().identifierUris).toEqual([`api://${application().appId}`]);
});

test("a second run writes nothing, after a refresh either", async () => {
  const writes = () => stack.tenant.history.filter(({ write }) => write).length;
  const before = writes();
  expect((await stack.apply("--expect-no-changes")).code).toBe(0);
  expect((await stack.apply("--refresh", "--expect-no-changes")).code).toBe(0);
  expect(writes()).toBe(before);
});

test("another change of the application leaves it, and whatever a person added beside it", async () => {
  const { id, appId } = application();
  const both = [`api://${appId}`, "https://contoso.onmicrosoft.com/by-hand"];
  await byHand(id, { identifierUris: both });
  const changed = await applied(file("api://{clientId}", "Sign-in to the portal"));
  expect(changed).toEqual([
    "update azuread:index/application:Application::portal-application",
    "update azuread:index/servicePrincipal:ServicePrincipal::portal-principal",
    "update m365:index:Integration::portal",
  ]);
  expect(application().identifierUris).toEqual(both);
  await byHand(id, { identifierUris: [`api://${appId}`] });
});

test("another URI takes its place, and the application stays", async () => {
  const { id } = application();
  expect(await applied(file("api://{tenantId}/portal", "Sign-in to the portal"))).toContain(`replace ${uriType}`);
  expect([application().id, application().identifierUris]).toEqual([
    id,
    ["api://11111111-1111-1111-1111-111111111111/portal"],
  ]);
});

test("where somebody took it away in the tenant, a refresh sees it and the run sets it again", async () => {
  const { id } = application();
  await byHand(id, { identifierUris: [] });
  expect((await stack.apply("--refresh")).code).toBe(0);
  expect(application().identifierUris).toEqual(["api://11111111-1111-1111-1111-111111111111/portal"]);
});

test("one of another tenant's domain is refused in Entra's words, and the run says which", async () => {
  stack.settings(file("https://portal.fabrikam.example", "Sign-in to the portal"));
  const outcome = await stack.apply();
  expect(outcome.code).not.toBe(0);
  expect(told(outcome)).toContain(
    "Values of identifierUris property must use a verified domain of the organization or its subdomain: 'https://portal.fabrikam.example'",
  );
  expect(application().identifierUris).toEqual(["api://11111111-1111-1111-1111-111111111111/portal"]);
});

test("without it in the definition it goes, and nothing else", async () => {
  expect(await applied(file(undefined, "Sign-in to the portal"))).toEqual([
    `delete ${uriType}`,
    "update m365:index:Integration::portal",
  ]);
  expect(application().identifierUris).toEqual([]);
});
