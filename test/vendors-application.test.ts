/**
 * The vendor's own multi-tenant application: what its definition takes of the file, what is resolved of it and what is
 * registered.
 */
import * as azuread from "@pulumi/azuread";
import { describe, expect, test } from "vitest";
import { certificateAsWritten } from "../components/certificate-file.ts";
import type { WrittenDefinition } from "../components/definition-schema.ts";
import { ArgsError, Integration, type VendorArgs, type VendorDefinition } from "../components/index.ts";
import { leaveTheFile, leaveTheVendors } from "../components/leaving.ts";
import { definitionFrom } from "../components/own-definition.ts";
import { crossFaults } from "../components/settings-rules.ts";
import { evaluate, type Registration } from "../review/evaluate/index.ts";
import { deployer, tenantId, timesheets } from "./component-args.ts";

const clientId = "c55d6177-918e-4745-96d3-1715194bc7e8";
const user = "55555555-5555-5555-5555-555555555555";

const capture = {
  vendor: "activity-capture",
  product: "Activity Capture",
  page: { publisher: "Contoso CRM", title: "Give consent for your organization", language: "en" },
  serves: { en: "Calendars are shown beside the customers.", ja: "予定表を顧客と並べて表示します。" },
  registration: { by: "vendor", name: "Activity Capture for Microsoft 365", clientId },
  audience: "AzureADMultipleOrgs",
  redirectUris: { from: "nowhere" },
  implicitGrant: [],
  permissions: { "Microsoft Graph": { delegated: ["User.Read"], application: ["Calendars.Read"] } },
  credential: { kind: "none" },
  actsAs: [],
  places: [],
  breaksWhenExpired: { en: "No calendars are shown.", ja: "予定表が表示されません。" },
  proof: { shows: "A calendar.", expected: [] },
  undo: [],
  demands: [],
  notOnPage: [],
  procedures: [],
} as const satisfies VendorDefinition;

/** The same, whose page prints no client id. */
const { clientId: _, ...unnumbered } = capture.registration;
const captureById = { ...capture, registration: unnumbered } as const satisfies VendorDefinition;

const args = {
  vendor: capture,
  tenantId,
  owners: [{ servicePrincipal: deployer, deploys: true }],
} as const satisfies VendorArgs<typeof capture>;

async function registered(more: object = {}): Promise<readonly Registration[]> {
  const { registrations, problems } = await evaluate(
    async () => {
      const provider = new azuread.Provider("entra", { tenantId });
      const { applicationObjectId, credentials } = new Integration("capture", { ...args, ...more }, { provider });
      return { hasApplication: applicationObjectId !== undefined, credentials };
    },
    { project: "other-project", stack: "prod" },
  );
  expect(problems).toEqual([]);
  return registrations;
}

function refused(name: string, given: object): readonly string[] {
  try {
    new Integration(name, given as typeof args);
  } catch (error) {
    expect(error).toBeInstanceOf(ArgsError);
    return (error as ArgsError).message.split("\n").map((line) => line.trim());
  }
  throw new Error("the args were taken");
}

describe("what is registered", () => {
  test("the principal of the vendor's client id, its consent and nothing else: no application, no credential", async () => {
    const made = (await registered()).filter(({ type }) => type.startsWith("azuread:"));
    expect(made.map(({ name }) => name).sort()).toEqual([
      "capture-microsoft-graph-Calendars.Read",
      "capture-microsoft-graph-scopes",
      "capture-principal",
    ]);
  });

  test("an existing principal is never taken over: no useExisting, and what others have set is ignored", async () => {
    const principal = (await registered()).find(({ name }) => name === "capture-principal");
    expect(principal?.inputs).toEqual({
      clientId,
      owners: [deployer],
      accountEnabled: true,
      appRoleAssignmentRequired: false,
      notes: "Managed as code (m365-integrations): change it there, not in the portal.",
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", "m365-integrations/other-project/prod/capture"],
    });
    expect(principal?.retainOnDelete).toBe(true);
    expect(principal?.ignoreChanges).toEqual(expect.arrayContaining(["notes", "owners", "tags"]));
    expect(principal?.ignoreChanges).not.toContain("accountEnabled");
    expect(principal?.protect).toBe(true);
  });

  test("users who are named are assigned, scopes are granted to them alone, and the principal asks for an assignment", async () => {
    const made = await registered({ signsIn: [user] });
    const names = made.map(({ name }) => name);
    expect(names).toContain(`capture-signs-in-${user}`);
    expect(names).toContain(`capture-microsoft-graph-scopes-${user}`);
    expect(made.find(({ name }) => name === "capture-principal")?.inputs.appRoleAssignmentRequired).toBe(true);
  });

  test("suspended, the principal may not sign in; its consents stand", async () => {
    const made = await registered({ suspended: { since: "2026-11-22", reason: "an incident" } });
    expect(made.find(({ name }) => name === "capture-principal")?.inputs.accountEnabled).toBe(false);
    expect(made.map(({ name }) => name)).toContain("capture-microsoft-graph-Calendars.Read");
  });

  test("the component's inputs say whose application it is", async () => {
    const component = (await registered()).find(({ type }) => type === "m365:index:Integration");
    expect(component?.inputs).toMatchObject({
      registration: { by: "vendor", clientId },
      displayName: "Activity Capture for Microsoft 365",
      credential: { kind: "none", schedule: [] },
    });
  });

  test("where the page prints no client id the args name it", async () => {
    const made = await registered({ vendor: captureById, clientId: clientId.toUpperCase() });
    expect(made.find(({ name }) => name === "capture-principal")?.inputs.clientId).toBe(clientId);
  });
});

test("a vendor's file that says so leaves in fewer steps, and asks nobody to type a client id that the vendor has", () => {
  const { proof: _, actsAs: __, procedures: ___, undo: ____, ...said } = capture;
  const made = definitionFrom(
    "activity-capture",
    "vendors/activity-capture.yaml",
    said as unknown as WrittenDefinition,
  );
  expect(made.undo).toEqual([leaveTheVendors]);
  const labels = made.procedures.flatMap(({ steps }) =>
    steps.flatMap(({ fields = [] }) => fields.map((one) => one.value)),
  );
  expect(labels).toEqual([{ enter: "{tenantId}" }]);
  const own = definitionFrom("timesheets", "vendors/timesheets.yaml", timesheets as unknown as WrittenDefinition);
  expect(own.undo).toEqual([leaveTheFile]);
});

describe("what is refused", () => {
  test("a credential, its reader, an emergency and a name: they are the vendor's", () => {
    const none =
      "is not asked: the application is the vendor's own, and this side holds no credential of it, so there is none to write, to read or to renew. Remove it; what ends its access is `suspended`";
    const lines = refused("capture", {
      ...args,
      credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
      secretReader: "Somebody",
      emergency: { reason: "a leak" },
      displayName: "Capture",
    });
    expect(lines.filter((line) => line === none)).toHaveLength(3);
    expect(lines).toContain(
      "is not asked: the application is the vendor's own, and its name too (Activity Capture for Microsoft 365). Remove it",
    );
  });

  test("a client id that the page prints, and one of an application that the stack registers", () => {
    expect(refused("capture", { ...args, clientId })).toContain(
      `is not asked: Activity Capture's page prints it (${clientId}). Remove it`,
    );
    expect(refused("teamconnect", { ...args, vendor: "teamconnect", clientId })).toContain(
      "is not asked: the stack registers an application of its own, and its client id is an output. Remove it",
    );
  });

  test("no client id where the page prints none; the link that asks for consent is read for what it holds", () => {
    expect(refused("capture", { ...args, vendor: captureById })).toContain("is missing");
    const link = `https://login.microsoftonline.com/organizations/adminconsent?client_id=${clientId.toUpperCase()}&state=1`;
    expect(refused("capture", { ...args, vendor: captureById, clientId: link }).join(" ")).toContain(
      `is the link that asks for consent; write its client_id alone: ${clientId}`,
    );
    expect(
      refused("capture", { ...args, vendor: captureById, clientId: "00000003-0000-0000-c000-000000000000" }).join(),
    ).toContain("is the client id of Microsoft Graph, the same in every tenant");
  });

  test("leaving without a suspension: the principal stays when its lines go", () => {
    expect(refused("capture", { ...args, leaving: true }).join(" ")).toContain(
      "stands without `suspended`; the vendor's principal stays in the tenant when its lines are removed",
    );
  });

  test("two integrations of one application, of which the tenant has one principal; the tenant's id as an application", () => {
    const definitions = (vendor: unknown) =>
      ({ "activity-capture": capture, "capture-by-id": captureById })[String(vendor)];
    const faults = crossFaults(
      {
        tenant: { id: tenantId },
        integrations: {
          capture: { vendor: "activity-capture" },
          again: { vendor: "capture-by-id", clientId: clientId.toUpperCase() },
          tenant: { vendor: "capture-by-id", clientId: tenantId },
        },
      },
      certificateAsWritten,
      definitions,
    );
    expect(faults).toEqual([
      {
        path: ["integrations", "tenant", "clientId"],
        message: `${tenantId} is the tenant's id; write the id of the vendor's application`,
      },
      {
        path: ["integrations", "again", "clientId"],
        message: `capture has the application ${clientId} already, and a tenant has one principal of it; write both needs into one integration`,
      },
    ]);
  });

  test("a definition with a credential of the vendor's application, and one of an own application without any", () => {
    const wrong = refused("capture", { ...args, vendor: { ...capture, credential: { kind: "secret" } } }).join(" ");
    expect(wrong).toContain("is secret, and the application is the vendor's own (registration)");
    const { registration: __, ...own } = capture;
    expect(
      refused("capture", {
        ...args,
        vendor: own,
        credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
      }).join(" "),
    ).toContain("is none, and the application is this tenant's own");
  });
});
