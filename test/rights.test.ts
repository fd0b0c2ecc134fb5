/** Which Graph permission the deployer lacks, said before the first write. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { parseTenant, readTenant } from "../components/settings.ts";
import { claimsIn, deployerLacks, lackingRights, rights } from "../operate/rights.ts";
import { asksGraph } from "../operate/verbs/pulumi.ts";
import { vendorsApplications } from "./vendors-applications.ts";

const integrations = resolveTenant(readTenant("tenants/dev.yaml"));
const names = (of: (one: (typeof integrations)[number]) => boolean) =>
  integrations
    .filter(of)
    .map(({ name }) => name)
    .join(", ");
/** Application.ReadWrite.All contains others; only a vendor's own application needs it. */
const all = rights.map(({ permission }) => permission).filter((one) => one !== "Application.ReadWrite.All");
const without = (permission: string) => ({ roles: all.filter((one) => one !== permission), wids: [] });
const token = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.sig`;

test("with every permission nothing is lacking, and with none every one is named that an integration needs", () => {
  expect(lackingRights({ roles: all, wids: [] }, integrations, false)).toEqual([]);
  const lacking = lackingRights({ roles: [], wids: [] }, integrations, false);
  expect(lacking[0]).toBe(
    `the deployer lacks the Graph application permission Application.ReadWrite.OwnedBy, needed by ${names(() => true)}`,
  );
});

test("what is missing is named with the integrations that need it", () => {
  expect(lackingRights(without("DelegatedPermissionGrant.ReadWrite.All"), integrations, false)).toEqual([
    `the deployer lacks the Graph application permission DelegatedPermissionGrant.ReadWrite.All, needed by ${names(
      ({ permissions }) => permissions.some(({ delegated }) => delegated.length > 0),
    )}`,
  ]);
  expect(lackingRights(without("RoleManagement.ReadWrite.Directory"), integrations, false)).toEqual([
    `the deployer lacks the Graph application permission RoleManagement.ReadWrite.Directory, needed by ${names(
      ({ directoryRoles }) => directoryRoles.length > 0,
    )}`,
  ]);
});

test("nothing is lacking where no integration needs it, a wider permission contains it, a second identity consents, or a directory role may give it", () => {
  const [first] = integrations;
  if (first === undefined) throw new Error("tenants/dev.yaml is empty");
  const plain = { ...first, permissions: [], signsIn: "everyone" as const, signsInGroups: [], directoryRoles: [] };
  expect(lackingRights({ roles: ["Application.ReadWrite.OwnedBy"], wids: [] }, [plain], false)).toEqual([]);
  expect(lackingRights({ roles: ["Application.ReadWrite.All"], wids: [] }, [plain], false)).toEqual([]);
  expect(lackingRights(without("DelegatedPermissionGrant.ReadWrite.All"), integrations, true)).toEqual([]);
  expect(lackingRights({ roles: [], wids: ["62e90394-69f5-4237-9190-012177145e10"] }, integrations, false)).toEqual([]);
});

test("an application's token tells by its roles; a user's, and what is none, does not tell", () => {
  expect(claimsIn(token({ roles: ["A"], wids: ["0997a1d0-0d1d-4acb-b408-d5ca73121e90"] }))).toEqual({
    roles: ["A"],
    wids: [],
  });
  expect(claimsIn(token({}))).toEqual({ roles: [], wids: [] });
  expect(claimsIn(token({ scp: "User.Read" }))).toBeUndefined();
  expect(claimsIn("opaque")).toBeUndefined();
});

test("it is looked for before up and preview alone", () => {
  expect(
    [["up", "--yes"], ["update"], ["preview"], ["pre"], ["stack", "output"], ["destroy"], ["up", "--help"]].map(
      asksGraph,
    ),
  ).toEqual([true, true, true, true, false, false, false]);
});

test("on a real tenant an application's own token is asked for; in the sandbox, for a user and for one who cannot sign in none tells", async () => {
  const services = {
    graphUrl: "https://graph.microsoft.com",
    armUrl: "https://management.azure.com",
    loginUrl: "https://login.microsoftonline.com",
    mail: undefined,
  };
  const stack = { world: "real" as const, integrations, consentClientId: undefined };
  const asked: unknown[] = [];
  const signedIn = (answer: () => string) => ({
    signIn: async () => ({
      services,
      credential: {
        getToken: async (scope: string | string[]) => {
          asked.push(scope);
          return { token: answer(), expiresOnTimestamp: 0 };
        },
      },
    }),
  });
  const bare = signedIn(() => token({ roles: all.slice(1) }));
  const deployer = { ARM_CLIENT_ID: "33333333-3333-3333-3333-333333333333" };
  expect(await deployerLacks(stack, bare, deployer)).toHaveLength(1);
  expect(asked).toEqual(["https://graph.microsoft.com/.default"]);
  expect(await deployerLacks({ ...stack, world: "sandbox" }, bare, deployer)).toEqual([]);
  expect(await deployerLacks(stack, bare, {})).toEqual([]);
  expect(asked).toHaveLength(1);
  const refused = signedIn(() => {
    throw new Error("AADSTS7000215");
  });
  expect(await deployerLacks(stack, refused, deployer)).toEqual([]);
});

test("README.md lists every permission", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(all.filter((permission) => !readme.includes(`\`${permission}\``))).toEqual([]);
});

test("a vendor's own application takes more than OwnedBy where the tenant has no principal of it, or an administrator's consent", () => {
  const vendors = resolveTenant(parseTenant(vendorsApplications, "x"));
  const [github, zoom] = ["12f6db80-0741-4a7e-b9c5-b85d737b3a31", "f56e91e5-5a82-452f-b435-d4d78aeaf064"];
  const lacking = (...standing: string[]) =>
    lackingRights(without("Application.ReadWrite.All"), vendors, false, new Set(standing));
  expect(lacking()).toEqual([
    "the deployer lacks the Graph application permission Application.ReadWrite.All, needed by github, rooms",
    `  or an administrator makes github's principal by consenting at https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/adminconsent?client_id=${github} (to everything that the vendor asks for: what the file does not name, verify lists), and then adopt takes it up`,
    `  or an administrator makes rooms's principal by consenting at https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/adminconsent?client_id=${zoom} (to everything that the vendor asks for: what the file does not name, verify lists), and then adopt takes it up`,
  ]);
  expect(lacking(String(github))[0]).toMatch(/, needed by rooms$/);
  expect(lacking(String(github), String(zoom))).toEqual([]);
});
