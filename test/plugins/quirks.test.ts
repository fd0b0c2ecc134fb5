/**
 * What a fault does to a resource through the real provider, good or bad: observed with provider 6.9.1 and read in its
 * source. The stand-ins do the same, so that what heals here heals there.
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import { azuread } from "../../simulator/plugins/azuread.ts";
import type { Wire } from "../../simulator/plugins/http.ts";
import { type Operations, operations, PartlyMade } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { make, type Simulated, startSimulated } from "./simulated.ts";

const applicationType = "azuread:index/application:Application";
const principalType = "azuread:index/servicePrincipal:ServicePrincipal";
const passwordType = "azuread:index/applicationPassword:ApplicationPassword";
const certificateType = "azuread:index/applicationCertificate:ApplicationCertificate";
const roleAssignmentType = "azuread:index/appRoleAssignment:AppRoleAssignment";
const deployerId = "33333333-3333-3333-3333-333333333333";

/** A fault at the nth request (from 1) of a method and an address; `after`: the tenant has done what was asked. */
interface Fault {
  readonly at: RegExp;
  readonly nth: number;
  readonly status?: number;
  readonly after?: boolean;
  readonly times?: number;
}

let simulated: Simulated;
let run: Operations;
let faults: { fault: Fault; seen: number }[];

const wire: Wire = async (url, init) => {
  const line = `${init.method} ${url}`;
  const due = faults
    .filter(({ fault }) => fault.at.test(line))
    .find((entry) => {
      entry.seen += 1;
      return entry.seen >= entry.fault.nth && entry.seen < entry.fault.nth + (entry.fault.times ?? 1);
    });
  if (!due) return fetch(url, init);
  const { status, after } = due.fault;
  if (after) await fetch(url, init);
  if (status === undefined)
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
  const body = JSON.stringify({ error: { code: "Injected", message: "As told." } });
  return new Response(body, { status, headers: { "Content-Type": "application/json" } });
};

function failing(...list: Fault[]): void {
  faults = list.map((fault) => ({ fault, seen: 0 }));
}

beforeEach(async () => {
  faults = [];
  simulated = await startSimulated();
  run = operations(azuread({ ...simulated.httpEnvironment, wire }));
  await run.configure({});
  simulated.requests();
});
afterEach(() => simulated.stop());

const named = (displayName: string): Properties => ({ displayName, owners: [deployerId], preventDuplicateNames: true });
const applications = () => simulated.tenant.snapshot().applications.map(({ displayName }) => displayName);
function caught(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
}

test("an application whose answer was lost behind a 503 is made twice: the client sends the POST again", async () => {
  failing({ at: /^POST .*\/applications$/, nth: 1, status: 503, after: true });
  await make(run, applicationType, named("twin"));
  expect(applications()).toEqual(["twin", "twin"]);
});

test("one whose connection was reset after the effect is an orphan, and its name is refused from then on", async () => {
  failing({ at: /^POST .*\/applications$/, nth: 1, after: true });
  expect(await caught(make(run, applicationType, named("lost")))).not.toBeInstanceOf(PartlyMade);
  expect(applications()).toEqual(["lost"]);
  await expect(make(run, applicationType, named("lost"))).rejects.toThrow("`prevent_duplicate_names` was specified");
});

test("one that fails between the two names keeps the provider's probe name and is recorded under the wanted one", async () => {
  failing({ at: /^PATCH .*\/applications\/[^/]+$/, nth: 2, status: 403 });
  const half = await caught(make(run, applicationType, named("probe")));
  expect(applications()).toEqual([expect.stringMatching(/^TERRAFORM_UPDATE_[0-9a-f-]{36}$/)]);
  if (!(half instanceof PartlyMade)) throw new Error("it is recorded");
  expect(half.message).toMatch(
    /^Failed to patch application with object ID ".*" after creating: unexpected status 403/,
  );
  expect(run.diff(applicationType, half.made.outputs, half.made.inputs, half.made.inputs).differences).toEqual([]);
  // The engine updates what was made in part, without any difference; the whole body goes out and the name is right again.
  await run.update(applicationType, half.made, half.made.inputs, false);
  expect(applications()).toEqual(["probe"]);
});

test("the new application's own PATCH survives 404 and 409, the service principal's a 404 not", async () => {
  failing(
    { at: /^PATCH .*\/applications\/[^/]+$/, nth: 1, status: 404 },
    { at: /^PATCH .*\/applications\/[^/]+$/, nth: 2, status: 409 },
  );
  const app = await make(run, applicationType, named("replicated"));
  failing({ at: /^PATCH .*\/servicePrincipals\/[^/]+$/, nth: 1, status: 404 });
  await expect(
    make(run, principalType, { clientId: String(app.outputs.clientId), owners: [deployerId] }),
  ).rejects.toThrow(
    "Timed out whilst waiting for new service principal to be replicated in Azure AD: unexpected status 404",
  );
});

test("one 404 on the last GET of a creation loses what was made: no id reaches the state", async () => {
  failing({ at: /^GET .*\/v1.0\/applications\/[^/?]+$/, nth: 1, status: 404 });
  const cause = await caught(make(run, applicationType, named("forgotten")));
  expect(cause).not.toBeInstanceOf(PartlyMade);
  expect(String(cause)).toContain(
    "expected non-nil error with nil state during Create of azuread:index/application:Application",
  );
  expect(applications()).toEqual(["forgotten"]);
});

test("a password that was not seen five times is a secret that nobody knows", async () => {
  const app = await make(run, applicationType, named("secretive"));
  failing({ at: /^GET .*\/v1.0\/applications\/[^/?]+$/, nth: 3, status: 403 });
  const cause = await caught(make(run, passwordType, { applicationId: app.id, displayName: "secretive 2026" }));
  expect(cause).not.toBeInstanceOf(PartlyMade);
  expect(String(cause)).toContain('Waiting for password credential for Application (Application: "');
  expect(simulated.tenant.snapshot().applications[0]?.passwordCredentials).toHaveLength(1);
});

test("a 409 on a grant and a 400 on a role that exists are final; both say so in Graph's words", async () => {
  const app = await make(run, applicationType, named("consented"));
  const principal = await make(run, principalType, { clientId: String(app.outputs.clientId), owners: [deployerId] });
  const graph = await run.invoke("azuread:index/getServicePrincipal:getServicePrincipal", {
    clientId: "00000003-0000-0000-c000-000000000000",
  });
  const role = {
    appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
    principalObjectId: String(principal.outputs.objectId),
    resourceObjectId: String(graph.objectId),
  };
  failing({ at: /^POST .*\/appRoleAssignedTo$/, nth: 1, after: true });
  await expect(make(run, roleAssignmentType, role)).rejects.toThrow("HTTP response was nil");
  simulated.requests();
  await expect(make(run, roleAssignmentType, role)).rejects.toThrow(
    "Permission being assigned already exists on the object",
  );
  expect(simulated.requests().filter((line) => line.startsWith("POST"))).toHaveLength(1);
});

test("what is gone from the tenant is dropped by a refresh, but a certificate of an application that is gone fails it", async () => {
  const app = await make(run, applicationType, named("deleted"));
  const password = await make(run, passwordType, { applicationId: app.id, displayName: "deleted 2026" });
  await run.delete(applicationType, app);
  expect(await run.read(applicationType, app.id, app.outputs, app.inputs)).toBeUndefined();
  expect(await run.read(passwordType, password.id, password.outputs, password.inputs)).toBeUndefined();
  const objectId = String(app.outputs.objectId);
  const id = `${objectId}/certificate/c4a13cc1-f108-43d0-876f-d9f418f3484f`;
  await expect(run.read(certificateType, id, { keyId: "c4a13cc1-f108-43d0-876f-d9f418f3484f" }, {})).rejects.toThrow(
    `Retrieving Application (Application: "${objectId}"): unexpected status 404`,
  );
});

test("a kind that cannot change cannot be completed either: after a half-failed creation only a refresh helps", async () => {
  const app = await make(run, applicationType, named("half"));
  failing({ at: /^GET .*\/v1.0\/applications\/[^/?]+$/, nth: 7, status: 403 });
  const half = await caught(make(run, passwordType, { applicationId: app.id, displayName: "half 2026" }));
  if (!(half instanceof PartlyMade)) throw new Error("it is recorded");
  failing();
  await expect(run.update(passwordType, half.made, half.made.inputs, false)).rejects.toThrow("doesn't support update");
  const whole = await run.read(passwordType, half.made.id, half.made.outputs, half.made.inputs);
  expect(whole?.outputs).toMatchObject({ value: half.made.outputs.value });
});

test("an update that failed is recorded as if it had not: the next one leaves out what it takes for unchanged", async () => {
  const mailRead = {
    resourceAppId: "00000003-0000-0000-c000-000000000000",
    resourceAccesses: [{ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role" }],
  };
  const app = await make(run, applicationType, named("updated"));
  const wanted = { ...named("updated"), requiredResourceAccesses: [mailRead] };
  failing({ at: /^PATCH .*\/applications\/[^/]+$/, nth: 1, status: 403 });
  const failed = await caught(run.update(applicationType, app, wanted, false));
  if (!(failed instanceof PartlyMade)) throw new Error("it is recorded");
  await run.update(applicationType, failed.made, wanted, false);
  expect(simulated.tenant.snapshot().applications[0]?.requiredResourceAccess).toEqual([]);
  const seen = await run.read(applicationType, app.id, failed.made.outputs, failed.made.inputs);
  expect(run.diff(applicationType, seen?.outputs ?? {}, seen?.inputs ?? {}, wanted).differences).not.toEqual([]);
});

test("a certificate that stands there already is refused before anything is written", async () => {
  const app = await make(run, applicationType, named("certified"));
  const inputs = {
    applicationId: app.id,
    keyId: "c4a13cc1-f108-43d0-876f-d9f418f3484f",
    type: "AsymmetricX509Cert",
    value: (await import("../simulator/certificate.ts")).replayCertificate,
  };
  failing({ at: /^PATCH /, nth: 1, after: true });
  await expect(make(run, certificateType, inputs)).rejects.toThrow("HTTP response was nil");
  simulated.requests();
  await expect(make(run, certificateType, inputs)).rejects.toThrow(
    `A resource with the ID "${app.outputs.objectId}/certificate/c4a13cc1-f108-43d0-876f-d9f418f3484f" already exists: To be managed via Terraform`,
  );
  expect(simulated.requests()).toEqual([`GET /v1.0/applications/${app.outputs.objectId}`]);
});
