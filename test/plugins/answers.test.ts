/** An answer that is not what the service sends is an error, never a resource. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { azuread } from "../../simulator/plugins/azuread.ts";
import { type Operations, operations } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { type Answer, type FakeTenant, startFakeTenant } from "./fake-tenant.ts";

let fake: FakeTenant;
let run: Operations;
beforeAll(async () => {
  fake = await startFakeTenant();
  run = operations(azuread(fake.httpEnvironment));
  await run.configure({});
});
afterAll(() => fake.stop());

const application = "azuread:index/application:Application";
function create(answer: Answer, type = application, inputs: Properties = { displayName: "mail" }) {
  fake.script({
    "POST /v1.0/applications": answer,
    "GET /v1.0/applications/a": { id: "a" },
    "POST /v1.0/applications/a/addPassword": answer,
  });
  return run.create(type, inputs, false);
}

test.each([
  ["half an object", { status: 201, raw: '{"id":"a' }, "(status 201, 8 bytes) is no JSON object"],
  ["a proxy's page", { status: 200, raw: "<html>log in</html>" }, "(status 200, 19 bytes) is no JSON object"],
  ["a list", { status: 201, raw: "[]" }, "(status 201, 2 bytes) is no JSON object"],
  ["nothing", { status: 201, raw: "" }, "(status 201, 0 bytes) is no JSON object"],
  ["an object without an id", { status: 201, raw: "{}" }, 'has no text "id"'],
  ["an id that is no text", { status: 201, raw: '{"id":null}' }, 'has no text "id"'],
] as const)("%s in answer to the creation of an application is an error", async (_, answer, message) => {
  await expect(create(answer)).rejects.toThrow(message);
});

test("a password without its secret is an error: it could never be read again", async () => {
  const answer = { status: 200, body: { keyId: "k" } };
  const type = "azuread:index/applicationPassword:ApplicationPassword";
  await expect(create(answer, type, { applicationId: "/applications/a" })).rejects.toThrow('has no text "secretText"');
});

test("the body of a broken answer is not repeated: it may hold a secret", async () => {
  await expect(create({ status: 201, raw: '{"secretText":"s3cr' })).rejects.not.toThrow("s3cr");
});

test("a list without rows is an error, not an empty list", async () => {
  fake.script({ "GET /v1.0/servicePrincipals?$filter=appId eq 'c'": {} });
  const type = "azuread:index/servicePrincipal:ServicePrincipal";
  await expect(run.create(type, { clientId: "c" }, false)).rejects.toThrow('has no list "value"');
});
