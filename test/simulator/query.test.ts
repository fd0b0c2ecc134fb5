/** `$filter`, `$select` and pages. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, sandbox } from "./sandbox.ts";

let tenant: Sandbox;
async function names(query: string): Promise<string[]> {
  const { body } = await tenant.graph("GET", `/v1.0/applications?${query}`);
  return body.value.map(({ displayName }: { displayName: string }) => displayName);
}

beforeAll(async () => {
  tenant = await sandbox();
  for (const displayName of ["o'app", "plain", "x' and id eq 'y"]) {
    await tenant.graph("POST", "/v1.0/applications", { displayName });
  }
});

describe("$filter", () => {
  it("compares without regard to case", async () => {
    expect(await names("$filter=displayName eq 'PLAIN'")).toEqual(["plain"]);
  });

  it("reads a quote that is doubled, and for applications one that is not: the provider sends it so", async () => {
    expect(await names("$filter=displayName eq 'o''app'")).toEqual(["o'app"]);
    expect(await names("$filter=displayName eq 'o'app'")).toEqual(["o'app"]);
  });

  it("joins equations with and, but not inside a literal", async () => {
    expect(await names("$filter=displayName eq 'plain' and signInAudience eq 'AzureADMyOrg'")).toEqual(["plain"]);
    expect(await names("$filter=displayName eq 'plain' and signInAudience eq 'AzureADMultipleOrgs'")).toEqual([]);
    expect(await names("$filter=displayName eq 'x'' and id eq ''y'")).toEqual(["x' and id eq 'y"]);
  });

  it("looks into lists with any", async () => {
    const path = "/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq 'https://graph.microsoft.com')";
    expect((await tenant.graph("GET", path)).body.value[0].displayName).toBe("Microsoft Graph");
  });

  it.each([
    ["notes eq 'x'", "Request_UnsupportedQuery"],
    ["colour eq 'red'", "Request_UnsupportedQuery"],
    ["displayName ne 'plain'", "Request_UnsupportedQuery"],
    ["not(displayName eq 'plain')", "Request_UnsupportedQuery"],
    ["endswith(displayName,'n')", "Request_UnsupportedQuery"],
    ["displayName gt 'plain'", "Request_UnsupportedQuery"],
    ["displayName like 'plain'", "Request_BadRequest"],
    ["displayName eq plain", "Request_BadRequest"],
    ["displayName eq", "Request_BadRequest"],
    ["(displayName eq 'plain'", "Request_BadRequest"],
    [`${"(".repeat(200)}displayName eq 'plain'${")".repeat(200)}`, "Request_BadRequest"],
  ])("refuses %s", async (filter, code) => {
    const { status, body } = await tenant.graph("GET", `/v1.0/applications?$filter=${filter}`);
    expect([status, body.error.code]).toEqual([400, code]);
  });
});

describe("$filter, further", () => {
  it("takes or, brackets, in and startswith; and binds before or", async () => {
    expect(await names("$filter=startswith(displayName,'PL') or displayName eq 'o''app'")).toEqual(["o'app", "plain"]);
    expect(await names("$filter=displayName in ('plain','none')")).toEqual(["plain"]);
    const both = "displayName eq 'plain' or displayName eq 'o''app' and signInAudience eq 'x'";
    expect(await names(`$filter=${both}`)).toEqual(["plain"]);
    expect(
      await names("$filter=(displayName eq 'plain' or displayName eq 'o''app') and signInAudience eq 'x'"),
    ).toEqual([]);
  });

  it("takes ne, not and endswith in an advanced query only: with the header and $count=true", async () => {
    const token = await tenant.token("22222222-2222-2222-2222-222222222222", "the deployer's own");
    const headers = { Authorization: `Bearer ${token}`, ConsistencyLevel: "eventual" };
    const asked = async (query: string) => (await tenant.open(`/graph/v1.0/applications?${query}`, headers)).body;
    const left = (body: { value: { displayName: string }[] }) => body.value.map(({ displayName }) => displayName);
    const ne = await asked("$filter=displayName ne 'plain'&$count=true&$orderby=displayName");
    expect([ne["@odata.count"], left(ne)]).toEqual([
      4,
      ["Deployer", "Identity operations", "o'app", "x' and id eq 'y"],
    ]);
    expect(
      left(await asked("$filter=not startswith(displayName,'p') and endswith(displayName,'app')&$count=true")),
    ).toEqual(["o'app"]);
    expect((await asked("$filter=displayName ne 'plain'")).error.message).toBe(
      "Operator 'NotEqualsMatch' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
    );
    expect(left(await asked('$search="displayName:oper"'))).toEqual(["Identity operations"]);
    expect((await tenant.open("/graph/v1.0/users/$count", headers)).body).toBe("3");
  });

  it("leaves the count out without the header, and refuses $search, $count as a path, and sorting with a filter", async () => {
    const { body } = await tenant.graph("GET", "/v1.0/applications?$count=true");
    expect([body["@odata.count"], body.value.length]).toEqual([undefined, 5]);
    for (const path of [
      '/applications?$search="displayName:a"',
      "/users/$count",
      "/applications?$filter=displayName eq 'a'&$orderby=displayName",
    ])
      expect((await tenant.graph("GET", `/v1.0${path}`)).status).toBe(400);
    const { body: sorted } = await tenant.graph("GET", "/v1.0/users?$orderby=displayName desc&$top=1");
    expect(sorted.value[0].displayName).toBe("Teams service account");
    expect(new URL(sorted["@odata.nextLink"]).searchParams.get("$orderby")).toBe("displayName desc");
  });
});

describe("$select", () => {
  it("returns the named properties and the id", async () => {
    const { body } = await tenant.graph(
      "GET",
      "/v1.0/applications?$filter=displayName eq 'plain'&$select=displayName,notes",
    );
    expect(body.value).toEqual([{ id: body.value[0].id, displayName: "plain", notes: null }]);
  });

  it("refuses a property that the type does not have in this version", async () => {
    const path = "/applications?$select=oauth2RequirePostResponse";
    expect((await tenant.graph("GET", `/beta${path}`)).status).toBe(200);
    const { status, body } = await tenant.graph("GET", `/v1.0${path}`);
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      "Parsing OData Select and Expand failed: Could not find a property named 'oauth2RequirePostResponse' on type 'microsoft.graph.application'.",
    );
  });
});

describe("a name that every object of JavaScript has", () => {
  it.each(["__proto__", "constructor", "toString"])("%s is no property of an application", async (name) => {
    const { status, body } = await tenant.graph("GET", `/v1.0/applications?$select=${name}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      `Could not find a property named '${name}' on type 'microsoft.graph.application'`,
    );
  });
});

describe("pages", () => {
  it("hold 100 rows and link to the next, which the provider follows", async () => {
    const many = await sandbox();
    for (let count = 0; count < 103; count += 1) {
      await many.graph("POST", "/v1.0/applications", { displayName: `a${count}` });
    }
    const first = (await many.graph("GET", "/v1.0/applications?$select=displayName")).body;
    expect(first.value).toHaveLength(100);
    const next = new URL(first["@odata.nextLink"]);
    expect(next.origin + next.pathname).toBe("http://simulator.test/graph/v1.0/applications");
    const second = (await many.graph("GET", `/v1.0/applications${next.search}`)).body;
    // 103 and the two that the tenant is seeded with
    expect(second.value).toHaveLength(5);
    expect(second["@odata.nextLink"]).toBeUndefined();
  });
});
