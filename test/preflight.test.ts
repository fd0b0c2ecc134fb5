import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import type { StateResource } from "../components/last-state.ts";
import { type LookUp, obstaclesIn, shutOut } from "../components/obstacles.ts";
import { preflight } from "../components/preflight.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";

const [ada, group] = ["77777777-7777-7777-7777-777777777777", "88888888-8888-8888-8888-888888888888"];

function appConnect(changes: Partial<ResolvedIntegration>): ResolvedIntegration {
  const found = resolveTenant(readTenant("tenants/dev.yaml")).find(({ name }) => name === "app-connect");
  if (!found) throw new Error("dev.yaml has no app-connect");
  return { ...found, ...changes };
}

function principal(appRoleAssignmentRequired: boolean, name = "app-connect-principal"): StateResource {
  return {
    name,
    type: "azuread:index/servicePrincipal:ServicePrincipal",
    outputs: { objectId: "principal", appRoleAssignmentRequired },
  };
}

function assignment(principalObjectId: string, resourceObjectId = "principal"): StateResource {
  return {
    name: "assignment",
    type: "azuread:index/appRoleAssignment:AppRoleAssignment",
    outputs: { principalObjectId, resourceObjectId },
  };
}

describe("who would be shut out by a change that closes", () => {
  const closes = appConnect({ signsIn: [ada], signsInGroups: [group] });

  test("everybody named who is not assigned in the last state; an assignment to another application is none", () => {
    expect(shutOut(closes, [principal(false)])).toEqual([ada, group]);
    expect(shutOut(closes, [principal(false), assignment(ada), assignment(group, "another")])).toEqual([group]);
  });

  test("nobody where all are assigned, and nobody of an integration that is new or closed already", () => {
    expect(shutOut(closes, [principal(false), assignment(ada), assignment(group)])).toEqual([]);
    expect(shutOut(closes, [])).toEqual([]);
    expect(shutOut(closes, [principal(true)])).toEqual([]);
    expect(shutOut(closes, [principal(false, "another-principal")])).toEqual([]);
  });

  test("nobody while everyone may still sign in", () => {
    expect(shutOut(appConnect({ signsIn: [ada], stillOpen: true }), [principal(false)])).toEqual([]);
    expect(shutOut(appConnect({ signsIn: "everyone" }), [principal(false)])).toEqual([]);
  });

  test("a renamed integration is known by its former name", () => {
    expect(shutOut({ ...closes, name: "calendar", formerly: ["app-connect"] }, [principal(false)])).toEqual([
      ada,
      group,
    ]);
  });
});

test("an API whose principal the tenant does not have is named with the integration that needs it, and what makes it", async () => {
  await pulumi.runtime.setMocks({
    call: ({ token, inputs }) => {
      if (inputs.clientId === "00000002-0000-0ff1-ce00-000000000000")
        // As gRPC gives it: the SDK reads the details.
        throw Object.assign(new Error("2 UNKNOWN"), {
          details: `invoking ${token}: 1 error occurred:\n\t* No service principal found for client ID: "${inputs.clientId}"\n\n`,
        });
      return { objectId: "sp" };
    },
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
  });
  const provider = new azuread.Provider("entra", {});
  const { shared, own } = await preflight(resolveTenant(readTenant("tenants/dev.yaml")), provider);
  expect(shared).toEqual([]);
  expect([...own]).toEqual([
    [
      "teamconnect",
      [
        {
          path: ["integrations", "teamconnect"],
          message:
            "asks permissions of Office 365 Exchange Online (00000002-0000-0ff1-ce00-000000000000), which has no service principal in this tenant: it comes with Exchange Online, and without a licence for that nobody can make it; with one a Cloud Application Administrator makes it once: az ad sp create --id 00000002-0000-0ff1-ce00-000000000000",
        },
      ],
    ],
  ]);
});

describe("an answer that was refused", () => {
  const graph = "00000003-0000-0000-c000-000000000000";
  const integration = appConnect({ signsIn: [ada], stillOpen: true });
  const told = (api: LookUp, user: LookUp) =>
    obstaclesIn([integration], { apis: new Map([[graph, api]]), objects: new Map([[ada, user]]), state: [] });

  test("about an API stops the run of all: it may be there", () => {
    const { shared, own } = told({ refused: "403 Forbidden" }, { found: "User" });
    expect(shared).toEqual([
      {
        path: ["tenant"],
        message: `Microsoft Graph (${graph}), of which permissions are asked, could not be looked up: 403 Forbidden`,
      },
    ]);
    expect(own.size).toBe(0);
  });

  test("about an id stops the run of all, and names the right to ask", () => {
    const { shared, own } = told({ found: "sp" }, { refused: "403 Forbidden" });
    expect(shared.map(({ path, message }) => [path.join("."), message])).toEqual([
      [
        "integrations.app-connect.signsIn.0",
        `${ada} could not be looked up; the identity that deploys needs the Graph application permission User.ReadBasic.All (or Directory.Read.All). The answer was: 403 Forbidden`,
      ],
    ]);
    expect(own.size).toBe(0);
  });

  test("an API that nobody asked about is no API that is there", () => {
    expect(obstaclesIn([integration], { apis: new Map(), objects: new Map(), state: [] }).shared).toHaveLength(2);
  });
});
