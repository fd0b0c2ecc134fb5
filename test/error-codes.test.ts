/** The codes on a sheet: those that this integration's people can meet, in its language. */
import { describe, expect, test } from "vitest";
import type { VendorDefinition } from "../components/definition.ts";
import { type Permissions, resolvePermissions } from "../components/permissions.ts";
import { type ResolvedIntegration, resolveIntegration } from "../components/resolved-integration.ts";
import { readTenant } from "../components/settings.ts";
import { knownDefinition } from "../components/vendors/index.ts";
import { codesFor, errorCodes, meaningOf } from "../operate/error-codes/index.ts";
import { type Use, usesOf } from "../operate/error-codes/uses.ts";

const tenants = ["tenants/dev.yaml", "tenants/gallery.yaml"].map(readTenant);

interface Integration {
  readonly resolved: ResolvedIntegration;
  readonly definition: VendorDefinition;
}

const integrations: readonly Integration[] = tenants.flatMap((tenant) =>
  Object.entries(tenant.integrations).flatMap(([name, { vendor }]) => {
    const definition = knownDefinition(vendor);
    return definition ? [{ resolved: resolveIntegration(tenant, name, definition), definition }] : [];
  }),
);

function of(name: string, changes: Partial<ResolvedIntegration> = {}): Integration {
  const found = integrations.find(({ resolved }) => resolved.name === name);
  if (!found) throw new Error(`no integration ${name}`);
  return { definition: found.definition, resolved: { ...found.resolved, ...changes } };
}

function asking(name: string, permissions: Permissions): Integration {
  return of(name, { permissions: resolvePermissions(permissions) });
}

/** The same with no step of its page written down. */
function unwritten(name: string): Integration {
  const { resolved, definition } = of(name);
  return { resolved, definition: { ...definition, procedures: [] } };
}

function codes({ resolved, definition }: Integration): string[] {
  return codesFor(resolved, definition).map(({ code }) => code);
}

/** Kinds of integration that neither file holds, each with what is new about it. */
const further: readonly Integration[] = [
  asking("teamconnect", { "Microsoft Graph": { application: ["Sites.Selected", "OnlineMeetings.Read.All"] } }),
  asking("live-platform", {
    "Microsoft Graph": {
      application: ["AuditLog.Read.All", "DeviceManagementManagedDevices.Read.All", "ExchangeMessageTrace.Read.All"],
    },
  }),
  { ...asking("servicenow", { "Office 365 SharePoint Online": { application: ["Sites.Read.All"] } }) },
  asking("live-platform", { "Office 365 Exchange Online": { application: ["Exchange.ManageAsApp"] } }),
  asking("app-connect", { "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All", "SMTP.Send"] } }),
  of("app-connect", { platform: "spa" }),
  unwritten("live-platform"),
  {
    resolved: of("live-platform").resolved,
    definition: { ...of("live-platform").definition, publicClientFlows: true },
  },
  unwritten("app-connect"),
  asking("teamconnect", { "Office 365 Exchange Online": { delegated: ["IMAP.AccessAsUser.All"] } }),
  of("servicenow", { credential: { kind: "federated", schedule: [] } }),
  of("app-connect", { signsIn: ["88888888-8888-4888-8888-888888888888"] }),
  of("app-connect", {
    registration: { by: "vendor", clientId: "99999999-9999-4999-8999-999999999999" },
    credential: { kind: "none", schedule: [] },
  }),
];

describe("the table", () => {
  test.each(errorCodes.map((entry) => [entry.code, entry] as const))("%s is on somebody's sheet", (_, entry) => {
    const met = [...integrations, ...further].filter(({ resolved, definition }) =>
      codesFor(resolved, definition).some((one) => one === entry),
    );
    expect(met.length).toBeGreaterThan(0);
    // None is on everybody's: each is chosen by what the integration uses.
    expect(met.length).toBeLessThan(integrations.length + further.length);
  });

  test.each(errorCodes.map((entry) => [entry.code, entry] as const))("%s has a meaning and a remedy", (_, entry) => {
    for (const { en, ja } of [entry.means, entry.mends]) {
      expect(en.length).toBeGreaterThan(10);
      expect(ja).toMatch(/[\p{Script=Hiragana}\p{Script=Han}]/u);
    }
    expect(entry.means.en).toMatch(/[^.]$/);
    expect(entry.mends.en).toMatch(/^[A-Z].*\.$/);
    expect(entry.means.ja).not.toMatch(/。$/);
    expect(entry.mends.ja).toMatch(/。$/);
  });

  test("no code stands twice in one table of a sheet", () => {
    for (const { resolved, definition } of [...integrations, ...further]) {
      const met = codesFor(resolved, definition).map(({ where, code }) => `${where}: ${code}`);
      expect(new Set(met).size).toBe(met.length);
    }
  });

  test("a code is told by its number, and none that the table does not know", () => {
    expect(meaningOf(7000222, "application")?.en).toBe("the secret has ended");
    expect(meaningOf("50105", "person")?.en).toBe("whoever signed in is not among those who may");
    expect(meaningOf(1, "person")).toBeUndefined();
  });

  test("one that an application and a person meet is told as each meets it", () => {
    expect(meaningOf(53003, "application")?.en).toBe(
      "Conditional Access refused the application: a policy for workload identities",
    );
    expect(meaningOf(53003, "person")?.en).toBe("Conditional Access refused the sign-in");
    expect(meaningOf(90094, "person")?.en).toBe("a permission is asked that only an administrator may consent to");
  });
});

describe("which of them", () => {
  test("a secret's codes are on the sheet of a secret, a certificate's on that of a certificate", () => {
    expect(codes(of("live-platform"))).toEqual(expect.arrayContaining(["AADSTS7000215", "AADSTS7000222"]));
    expect(codes(of("live-platform"))).not.toContain("AADSTS700027");
    expect(codes(of("servicenow"))).toEqual(
      expect.arrayContaining(["AADSTS700027", "AADSTS1000502", "AADSTS50027", "AADSTS700023", "AADSTS700024"]),
    );
    expect(codes(of("servicenow"))).not.toContain("AADSTS7000215");
  });

  test("both where a product needs both, and the issuer's codes where another issuer vouches", () => {
    const line = { issued: "2026-11-21", expires: "2027-05-15" };
    const both = codes(
      of("servicenow", {
        credential: {
          kind: "certificate",
          schedule: [
            { ...line, kind: "secret" },
            { ...line, kind: "certificate" },
          ],
        },
      }),
    );
    expect(both).toEqual(expect.arrayContaining(["AADSTS7000215", "AADSTS700027"]));
    const vouched = codes(of("servicenow", { credential: { kind: "federated", schedule: [] } }));
    expect(vouched).toEqual(expect.arrayContaining(["AADSTS700213", "AADSTS700211", "AADSTS700212"]));
    expect(vouched).not.toContain("AADSTS700027");
  });

  test("where nobody signs in there is no code of a person's sign-in", () => {
    const person = codesFor(of("live-platform").resolved, of("live-platform").definition).filter(
      ({ where }) => where === "person",
    );
    expect(person).toEqual([]);
  });

  test("a product that only signs people in meets the codes of their sign-in, and none of Graph's", () => {
    const met = codes(of("grafana"));
    expect(met).toEqual(expect.arrayContaining(["AADSTS50020", "AADSTS53003", "AADSTS50194"]));
    for (const code of ["AADSTS700082", "429 TooManyRequests", "403 Authorization_RequestDenied"])
      expect(met).not.toContain(code);
  });

  test("a redirect URI's codes need a redirect URI", () => {
    expect(codes(of("app-connect"))).toEqual(expect.arrayContaining(["AADSTS50011", "AADSTS500113", "AADSTS70008"]));
    const none = codes(of("app-connect", { redirectUris: [] }));
    for (const code of ["AADSTS50011", "AADSTS500112", "AADSTS500113", "AADSTS700025", "AADSTS70008"])
      expect(none).not.toContain(code);
  });

  test("AADSTS50105 only where some may sign in and others not", () => {
    expect(codes(of("app-connect"))).not.toContain("AADSTS50105");
    const some = { signsIn: ["88888888-8888-4888-8888-888888888888"] };
    expect(codes(of("app-connect", some))).toContain("AADSTS50105");
    expect(codes(of("app-connect", { ...some, stillOpen: true }))).not.toContain("AADSTS50105");
  });

  test("AADSTS50194 only where one tenant alone signs in, AADSTS50059 only where the product signs in for itself", () => {
    expect(codes(of("app-connect"))).not.toContain("AADSTS50194");
    expect(codes(of("app-connect", { audience: "AzureADMyOrg" }))).toContain("AADSTS50194");
    expect(codes(of("app-connect"))).not.toContain("AADSTS50059");
    expect(codes(of("teamconnect"))).toContain("AADSTS50059");
  });

  test("mail servers' answers where mail goes over IMAP or SMTP, and SendAs where it is sent", () => {
    const mail = ({ resolved, definition }: Integration) =>
      codesFor(resolved, definition).flatMap(({ code, where }) => (where === "mail" ? [code] : []));
    expect(mail(of("mailgates"))).toEqual([]);
    expect(mail(of("teamconnect"))).toEqual([
      "NO AUTHENTICATE failed",
      "BAD User is authenticated but not connected",
      "535 5.7.3 Authentication unsuccessful",
      "535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox / the Tenant",
      "535 5.7.139 … basic authentication is disabled",
      "NO LOGIN failed",
      "554 5.2.252 SendAsDenied",
    ]);
    expect(
      mail(asking("teamconnect", { "Office 365 Exchange Online": { application: ["IMAP.AccessAsApp"] } })),
    ).toEqual(["NO AUTHENTICATE failed", "BAD User is authenticated but not connected", "NO LOGIN failed"]);
  });

  test("what its permissions need of the tenant brings the answer that is given without it", () => {
    const call = (...application: string[]) =>
      codes(asking("live-platform", { "Microsoft Graph": { application: application as never } }));
    expect(call("AuditLog.Read.All")).toContain("403 Authentication_RequestFromNonPremiumTenantOrB2CTenant");
    expect(call("DeviceManagementManagedDevices.Read.All")).toContain("400 Request not applicable to target tenant");
    expect(call("Organization.Read.All")).not.toContain("400 Request not applicable to target tenant");
    expect(codes(of("wazuh-o365"))).toContain("400 Tenant … does not exist");
  });

  test("a client without proof: AADSTS7000216 where it acts for itself, 7000218 where it redeems a code", () => {
    expect(codes(of("live-platform"))).toContain("AADSTS7000216");
    expect(codes(of("live-platform"))).not.toContain("AADSTS7000218");
    expect(codes(of("app-connect"))).toContain("AADSTS7000218");
    expect(codes(of("app-connect"))).not.toContain("AADSTS7000216");
  });

  test("what a form has no field for cannot be typed wrongly: no scope, no token URL, no claims of an assertion", () => {
    const typed = ["AADSTS1002012", "AADSTS28000", "AADSTS50059", "AADSTS900561"];
    for (const code of typed) expect(codes(of("live-platform"))).not.toContain(code);
    expect(codes(of("teamconnect"))).toContain("AADSTS50059");
    expect(codes(of("teamconnect"))).not.toContain("AADSTS900561");
    expect(codes(of("servicenow"))).toEqual(
      expect.arrayContaining(["AADSTS900561", "AADSTS700023", "AADSTS700021", "AADSTS50027"]),
    );
    for (const code of ["AADSTS700023", "AADSTS700021"]) expect(codes(of("xsoar-outlook"))).not.toContain(code);
  });

  test("of forms that nobody wrote down, all of them may be met", () => {
    expect(codes(unwritten("live-platform"))).toEqual(
      expect.arrayContaining(["AADSTS1002012", "AADSTS28000", "AADSTS50059", "AADSTS900561"]),
    );
    expect(codes(unwritten("app-connect"))).toContain("AADSTS9002326");
    expect(codes(of("app-connect"))).not.toContain("AADSTS9002326");
  });

  test("a device's code where the application signs people in without a credential", () => {
    const { resolved, definition } = of("live-platform");
    const met = codes({ resolved, definition: { ...definition, publicClientFlows: true } });
    expect(met).toEqual(expect.arrayContaining(["AADSTS7000218", "AADSTS70020"]));
    expect(codes(of("live-platform"))).not.toContain("AADSTS70020");
  });

  test("a certificate that is not the application's: by its thumbprint where one is typed, else by its file", () => {
    const mends = ({ resolved, definition }: Integration) =>
      codesFor(resolved, definition).flatMap(({ code, mends: said }) => (code === "AADSTS700027" ? [said.en] : []));
    expect(mends(of("servicenow"))[0]).toMatch(/^Compare the thumbprint/);
    expect(mends(of("netwrix-auditor"))).toEqual([
      "Give the product this sheet's certificate with its own key, and take an older one out: they must be of one pair.",
    ]);
  });

  test("a wrong password is a code only where the product itself takes one", () => {
    expect(codes(of("app-connect"))).not.toContain("AADSTS50126");
    const asPerson = asking("teamconnect", { "Office 365 Exchange Online": { delegated: ["IMAP.AccessAsUser.All"] } });
    expect(codes(asPerson)).toEqual(expect.arrayContaining(["AADSTS50126", "AADSTS50034"]));
  });

  test("a page in a browser keeps no sign-in beyond a day, a server does", () => {
    const spa = codes(of("app-connect", { platform: "spa" }));
    expect(spa).toEqual(expect.arrayContaining(["AADSTS700084", "AADSTS9002325", "AADSTS9002327"]));
    for (const code of ["AADSTS700082", "AADSTS70043"]) expect(spa).not.toContain(code);
    expect(codes(of("app-connect"))).toEqual(expect.arrayContaining(["AADSTS700082", "AADSTS70043"]));
  });

  test("the vendor's own application: no code of a credential that is not ours", () => {
    const { resolved, definition } = of("app-connect", {
      registration: { by: "vendor", clientId: "99999999-9999-4999-8999-999999999999" },
      credential: { kind: "none", schedule: [] },
    });
    const uses = usesOf(resolved, definition);
    for (const use of ["own-token", "secret", "certificate", "app-only"] satisfies Use[])
      expect(uses).not.toContain(use);
    expect(codes({ resolved, definition })).toContain("AADSTS650052");
  });
});
