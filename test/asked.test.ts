/** What a definition asks of one customer, by what the settings choose: sets, redirect URIs, roles, mailboxes. */
import { describe, expect, test } from "vitest";
import { exchangeRbacForApplications } from "../catalog/risk.ts";
import { ArgsError } from "../components/args-error.ts";
import { checkedArgs } from "../components/checked-args.ts";
import type { VendorDefinition } from "../components/definition.ts";
import { type ExchangeRole, exchangeRoles, permissionOfExchangeRole } from "../components/exchange-roles.ts";
import { apiName } from "../components/permissions.ts";
import { type ResolvedIntegration, resolveIntegration } from "../components/resolved-integration.ts";
import { deployer, tenantId, timesheets } from "./component-args.ts";

const base: VendorDefinition = {
  ...timesheets,
  vendor: "keeper",
  product: "Keeper",
  redirectUris: { from: "nowhere" },
};

const backup = {
  ...base,
  permissions: { "Microsoft Graph": { application: ["Directory.Read.All"] } },
  permissionSets: {
    backup: {
      label: { en: "backup only", ja: "バックアップのみ" },
      permissions: { "Microsoft Graph": { application: ["Files.Read.All"] } },
      addable: { only: { "Microsoft Graph": { application: ["Sites.FullControl.All"] } } },
    },
    "backup-and-restore": {
      label: { en: "backup and restore", ja: "バックアップと復元" },
      permissions: {
        "Microsoft Graph": { application: ["Files.ReadWrite.All", "Application.ReadWrite.OwnedBy"] },
        "Office 365 SharePoint Online": { application: ["Sites.FullControl.All"] },
      },
      omittable: { "Microsoft Graph": { application: ["Application.ReadWrite.OwnedBy"] } },
    },
  },
} as const satisfies VendorDefinition;

const common = {
  tenantId,
  owners: [{ servicePrincipal: deployer, deploys: true }],
  credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
};

function resolved(vendor: VendorDefinition, settings: object = {}): ResolvedIntegration {
  const { tenant, definition } = checkedArgs("keeper", { vendor, ...common, ...settings });
  return resolveIntegration(tenant, "keeper", definition);
}

function faults(vendor: VendorDefinition, settings: object = {}): string[] {
  try {
    checkedArgs("keeper", { vendor, ...common, ...settings });
  } catch (error) {
    if (error instanceof ArgsError) return error.faults.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
}

function names({ permissions }: ResolvedIntegration): string[] {
  return permissions
    .flatMap(({ api, application, delegated }) => [...application, ...delegated].map(({ name }) => `${api} ${name}`))
    .sort();
}

describe("permission sets", () => {
  test("the chosen one is asked beside what everybody needs", () => {
    expect(names(resolved(backup, { permissionSet: "backup" }))).toEqual([
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph Files.Read.All",
    ]);
    const both = resolved(backup, { permissionSet: "backup-and-restore" });
    expect(both.permissionSet).toEqual({
      name: "backup-and-restore",
      label: { en: "backup and restore", ja: "バックアップと復元" },
    });
    expect(names(both)).toEqual([
      "Microsoft Graph Application.ReadWrite.OwnedBy",
      "Microsoft Graph Directory.Read.All",
      "Microsoft Graph Files.ReadWrite.All",
      "Office 365 SharePoint Online Sites.FullControl.All",
    ]);
  });

  test("one must be chosen; a misspelt one and the page's own words are told by name", () => {
    expect(faults(backup)).toEqual([
      "permissionSet: is missing; the page has several permission sets, one of backup, backup-and-restore",
    ]);
    expect(faults(backup, { permissionSet: "back-up" })).toEqual([
      'permissionSet: "back-up" is not a permission set of this vendor; did you mean backup? Allowed: backup, backup-and-restore',
    ]);
    expect(faults(backup, { permissionSet: "Backup and restore" })).toEqual([
      'permissionSet: "Backup and restore" is not a permission set of this vendor; did you mean backup-and-restore? Allowed: backup, backup-and-restore',
    ]);
  });

  test("each has permissions of its own to add and to leave out", () => {
    const sites = { "Microsoft Graph": { application: ["Sites.FullControl.All"] } };
    const rotation = { "Microsoft Graph": { application: ["Application.ReadWrite.OwnedBy"] } };
    expect(names(resolved(backup, { permissionSet: "backup", permissions: sites }))).toContain(
      "Microsoft Graph Sites.FullControl.All",
    );
    expect(names(resolved(backup, { permissionSet: "backup-and-restore", omits: rotation }))).not.toContain(
      "Microsoft Graph Application.ReadWrite.OwnedBy",
    );
    expect(faults(backup, { permissionSet: "backup-and-restore", permissions: sites })).toEqual([
      'permissions.Microsoft Graph.application.0: "Sites.FullControl.All" cannot be added to the permission set backup-and-restore, only to backup: remove it, or choose that set',
    ]);
    expect(faults(backup, { permissionSet: "backup", omits: rotation })).toEqual([
      'omits.Microsoft Graph.application.0: "Application.ReadWrite.OwnedBy" is not asked by the permission set backup, only of backup-and-restore: remove it, or choose that set',
    ]);
  });

  test("a vendor without any takes no word for one", () => {
    expect(faults(base, { permissionSet: "backup" })).toEqual([
      expect.stringContaining('permissionSet: is not asked by the page of "keeper"; only commvault-onedrive'),
    ]);
  });
});

describe("redirect URIs", () => {
  const page = (uris: readonly string[], platform: "web" | "spa" | "publicClient" = "web"): VendorDefinition => ({
    ...base,
    redirectUris: { from: "page", platform, uris },
  });

  test("those that the page prints are registered and nobody types them; without a path with a slash", () => {
    const { redirectUris } = resolved(page(["https://www.avepointonlineservices.com", "https://a.example/cb"]));
    expect(redirectUris).toEqual(["https://a.example/cb", "https://www.avepointonlineservices.com/"]);
    expect(faults(page(["https://a.example/cb"]), { redirectUris: ["https://a.example/cb"] })).toHaveLength(1);
  });

  test("one without a path is taken where the page has such ones, and registered with a slash", () => {
    const typed = (withoutPath?: true): VendorDefinition => ({
      ...base,
      redirectUris: { from: "redirectUris", platform: "web", min: 1, max: 1, ...(withoutPath && { withoutPath }) },
    });
    expect(resolved(typed(true), { redirectUris: ["https://localhost"] }).redirectUris).toEqual(["https://localhost/"]);
    expect(faults(typed(), { redirectUris: ["https://localhost"] })).toEqual([
      'redirectUris.0: "https://localhost" has no path; end it with / or a path, Entra compares to the letter',
    ]);
    expect(faults(typed(true), { redirectUris: ["https://a.example?x=1"] })).toHaveLength(1);
  });

  const grafana: VendorDefinition = {
    ...base,
    redirectUris: {
      from: "instances",
      platform: "web",
      template: ["https://{instance}/login/azuread", "https://{instance}"],
      instance: "host",
    },
  };

  test("several come from one host", () => {
    expect(
      resolved(grafana, { instances: ["grafana.contoso.example", "g.contoso.example:3000"] }).redirectUris,
    ).toEqual([
      "https://g.contoso.example:3000/",
      "https://g.contoso.example:3000/login/azuread",
      "https://grafana.contoso.example/",
      "https://grafana.contoso.example/login/azuread",
    ]);
    expect(faults(grafana, { instances: ["https://Grafana.Contoso.example/login"] })).toEqual([
      'instances.0: "https://Grafana.Contoso.example/login" is not a host alone in small letters; write grafana.contoso.example',
    ]);
    expect(faults(grafana, { instances: ["10.0.0.5"] })[0]).toContain("names the address 10.0.0.5");
  });

  const variants: VendorDefinition = {
    ...base,
    redirectUris: {
      from: "variants",
      platform: "web",
      instance: "host",
      variants: {
        commercial: { label: { en: "commercial", ja: "商用" }, uris: ["https://www.example.com"] },
        windows: { label: { en: "own server", ja: "自社" }, uris: ["https://{instance}/grn.exe/callback?"] },
      },
    },
  };

  test("the settings choose a way of running the product, with the host that it needs", () => {
    expect(resolved(variants, { redirectVariant: "commercial" }).redirectUris).toEqual(["https://www.example.com/"]);
    const own = { redirectVariant: "windows", instances: ["garoon.contoso.example"] };
    expect(resolved(variants, own).redirectUris).toEqual(["https://garoon.contoso.example/grn.exe/callback?"]);
    expect(faults(variants, { redirectVariant: "windows" })).toEqual([
      "instances: is missing; with windows each gives https://{instance}/grn.exe/callback?",
    ]);
    expect(faults(variants, { ...own, redirectVariant: "commercial" })).toEqual([
      "instances: stands with commercial, whose redirect URIs name no instance; remove it",
    ]);
    expect(faults(variants, { redirectVariant: "window" })[0]).toContain("did you mean windows?");
  });

  test("the platform is the page's: an app's own scheme is a public client's alone", () => {
    const on = (platform: "web" | "spa" | "publicClient"): VendorDefinition => ({
      ...base,
      redirectUris: { from: "redirectUris", platform, min: 1, max: 2 },
    });
    expect(resolved(on("spa"), { redirectUris: ["https://portal.contoso.example/"] }).platform).toBe("spa");
    expect(resolved(on("web"), { redirectUris: ["https://portal.contoso.example/"] }).platform).toBeUndefined();
    for (const uri of ["contoso.app://auth", "http://localhost", "urn:ietf:wg:oauth:2.0:oob"])
      expect(faults(on("publicClient"), { redirectUris: [uri] })).toEqual([]);
    expect(resolved(on("publicClient"), { redirectUris: ["contoso.app://auth"] }).redirectUris).toEqual([
      "contoso.app://auth",
    ]);
    for (const uri of ["contoso.app://auth", "http://contoso.example/cb", "urn:ietf:wg:oauth:2.0:oob"])
      expect(faults(on("spa"), { redirectUris: [uri] })).toHaveLength(1);
    expect(faults(on("publicClient"), { redirectUris: ["javascript:alert(1)"] })[0]).toContain("javascript:");
    expect(faults(on("publicClient"), { redirectUris: ["contoso:/auth"] })).toEqual([
      'redirectUris.0: "contoso:/auth" has nothing behind contoso: that stands where a host does; write contoso://auth or as the vendor prints it',
    ]);
    expect(faults(on("publicClient"), { redirectUris: ["http://contoso.example/cb"] })).toHaveLength(1);
  });
});

describe("directory roles", () => {
  const asking = (...directoryRoles: Extract<VendorDefinition["directoryRoles"], readonly unknown[]>) =>
    ({ ...backup, directoryRoles }) satisfies VendorDefinition;
  const roles = ({ directoryRoles }: ResolvedIntegration) => directoryRoles.map(({ name }) => name);

  test("one that the page names is assigned, and not written", () => {
    const reader = asking({ role: "Global Reader" });
    expect(roles(resolved(reader, { permissionSet: "backup" }))).toEqual(["Global Reader"]);
    expect(faults(reader, { permissionSet: "backup", directoryRoles: ["Global Reader"] })).toHaveLength(1);
  });

  const either = asking({ oneOf: ["Exchange Administrator", "Global Administrator"] });

  test("of several the settings choose one; the narrowest is advised", () => {
    const chosen = { permissionSet: "backup", directoryRoles: ["Exchange Administrator"] };
    expect(roles(resolved(either, chosen))).toEqual(["Exchange Administrator"]);
    expect(faults(either, { permissionSet: "backup" })).toEqual([
      "directoryRoles: is missing; Keeper's page asks for Exchange Administrator or Global Administrator, of which Exchange Administrator can do least: write [Exchange Administrator]",
    ]);
    expect(faults(either, { ...chosen, directoryRoles: ["Exchange Administrator", "Global Administrator"] })).toEqual([
      'directoryRoles.1: "Global Administrator" stands beside another of Exchange Administrator, Global Administrator, of which one is enough; remove it, Exchange Administrator can do least',
    ]);
    expect(faults(either, { ...chosen, directoryRoles: ["Teams Administrator"] })).toContain(
      'directoryRoles.0: "Teams Administrator" is not a directory role that Keeper\'s page asks for; it takes Exchange Administrator or Global Administrator',
    );
  });

  test("one for a permission set comes with it, and with no other", () => {
    const withRestore = asking(
      { role: "Global Reader", when: { sets: ["backup-and-restore"] } },
      { oneOf: ["Exchange Administrator", "Global Administrator"], when: { sets: ["backup-and-restore"] } },
    );
    expect(roles(resolved(withRestore, { permissionSet: "backup" }))).toEqual([]);
    expect(
      roles(resolved(withRestore, { permissionSet: "backup-and-restore", directoryRoles: ["Exchange Administrator"] })),
    ).toEqual(["Exchange Administrator", "Global Reader"]);
    expect(faults(withRestore, { permissionSet: "backup-and-restore" })).toHaveLength(1);
    expect(faults(withRestore, { permissionSet: "backup", directoryRoles: ["Exchange Administrator"] })).toEqual([
      'directoryRoles.0: "Exchange Administrator" is not needed with the permission set backup, only with backup-and-restore; remove it',
    ]);
  });

  test("one that depends on the customer is decided in the settings: written, or an empty list", () => {
    const conditional = asking({
      role: "Exchange Administrator",
      when: { decide: { en: "when mailboxes are managed", ja: "メールボックスを管理する場合" } },
    });
    const decided = (directoryRoles: readonly string[]) =>
      roles(resolved(conditional, { permissionSet: "backup", directoryRoles }));
    expect(decided([])).toEqual([]);
    expect(decided(["Exchange Administrator"])).toEqual(["Exchange Administrator"]);
    expect(faults(conditional, { permissionSet: "backup" })).toEqual([
      "directoryRoles: is missing; write [Exchange Administrator] when mailboxes are managed, [] otherwise",
    ]);
  });
});

describe("mailboxes that Exchange limits", () => {
  const mail = {
    ...base,
    permissions: { "Microsoft Graph": { application: ["Mail.ReadWrite", "User.Read.All"] } },
    mailboxes: { limits: { "Microsoft Graph": { application: ["Mail.ReadWrite"] } } },
  } as const satisfies VendorDefinition;

  test("for named ones the permission becomes a role of Exchange and is not consented to", () => {
    const limited = resolved(mail, { mailboxes: [{ address: "support@contoso.example" }] });
    expect(names(limited)).toEqual(["Microsoft Graph User.Read.All"]);
    expect(limited.mailboxes).toEqual([
      { address: "support@contoso.example", receive: false, sendAs: false, rights: ["Application Mail.ReadWrite"] },
    ]);
  });

  test("each role stands in the catalog's table, under the name that Exchange gives it", () => {
    for (const { role, api, permissions } of exchangeRbacForApplications) {
      const [only, ...more] = permissions;
      if (only === undefined || more.length > 0) continue;
      expect(permissionOfExchangeRole(role as ExchangeRole)).toBe(only.value);
      const name = apiName(api) ?? "";
      expect(exchangeRoles({ [name]: { application: [only.value] } })).toEqual([role]);
    }
  });

  test("without them it is granted for every mailbox, unless the page never does that", () => {
    expect(names(resolved(mail))).toContain("Microsoft Graph Mail.ReadWrite");
    expect(resolved(mail).mailboxes).toEqual([]);
    expect(faults({ ...mail, mailboxes: { ...mail.mailboxes, always: true } })).toEqual([
      "mailboxes: is missing; write [{ address: … }]",
    ]);
  });
});
