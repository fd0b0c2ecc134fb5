/** Web, single-page and public client redirect URIs in one definition: what a file may say, and where each is registered. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { urisOn } from "../components/asked.ts";
import { SettingsError } from "../components/faults.ts";
import { readVendor } from "../components/own-vendors.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";
import { threePlatforms } from "./three-platforms.ts";

const head = readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "";
const before = process.cwd();

const { definition, integration } = threePlatforms;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "platforms-"));
  for (const folder of ["tenants", "vendors"]) mkdirSync(join(root, folder));
  process.chdir(root);
});
afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true, force: true });
});

function write(vendor: string, settings = integration): void {
  writeFileSync("vendors/vaultic.yaml", vendor);
  writeFileSync("tenants/dev.yaml", `${head}integrations:\n${settings}`);
}

function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
}

describe("an application with several platforms", () => {
  test("has each URI on the platform that the page names", () => {
    write(definition);
    const [resolved] = resolveTenant(readTenant("tenants/dev.yaml"));
    if (!resolved) throw new Error("no integration");
    expect(resolved.redirectUris).toEqual([
      "https://contoso.vaultic.example/sso/oidc/redirect/",
      "https://portal.contoso.example/callback",
      "vaultic://sso/oidc/redirect",
    ]);
    expect((["web", "spa", "publicClient"] as const).map((platform) => urisOn(resolved, platform))).toEqual([
      ["https://portal.contoso.example/callback"],
      ["https://contoso.vaultic.example/sso/oidc/redirect/"],
      ["vaultic://sso/oidc/redirect"],
    ]);
  });

  test("that the customer types for several takes a list a platform", () => {
    const typed = definition.replace(
      /- \{ from: instances.*\n/,
      "- { from: redirectUris, platform: spa, min: 1, max: 1 }\n",
    );
    write(
      typed,
      `  vaultic:
    vendor: vaultic
    redirectUrisOn: { spa: [https://app.contoso.example/], web: [https://portal.contoso.example/callback] }
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`,
    );
    const [resolved] = resolveTenant(readTenant("tenants/dev.yaml"));
    expect(resolved?.redirectUrisOn).toEqual({
      web: ["https://portal.contoso.example/callback"],
      spa: ["https://app.contoso.example/"],
      publicClient: ["vaultic://sso/oidc/redirect"],
    });
    write(
      typed,
      `  vaultic:
    vendor: vaultic
    redirectUrisOn: { spa: [https://app.contoso.example/], web: [https://app.contoso.example/] }
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`,
    );
    expect(faultsOf(() => readTenant("tenants/dev.yaml"))).toEqual([
      'integrations.vaultic.redirectUrisOn.web.0: "https://app.contoso.example/" stands on spa already, and Entra takes a URI on one platform; keep it where the vendor\'s page has it',
    ]);
  });

  test("has no URI twice, on whichever platforms", () => {
    write(
      definition.replace("web, min: 0", "publicClient, min: 0"),
      integration.replace("https://portal.contoso.example/callback", "vaultic://sso/oidc/redirect"),
    );
    expect(faultsOf(() => readTenant("tenants/dev.yaml"))).toEqual([
      'integrations.vaultic.redirectUris.0: "vaultic://sso/oidc/redirect" is registered without being written, as the page prints it; remove it',
    ]);
  });
});

describe("a definition's list of platforms", () => {
  const faults = (vendor: string) => {
    write(vendor);
    return faultsOf(() => readVendor("vendors/vaultic.yaml"));
  };

  test("asks the customer once for each platform", () => {
    const twice = definition.replace(
      "  - { from: redirectUris, platform: web, min: 0, max: 2 }\n",
      "$&  - { from: redirectUris, platform: web, min: 1, max: 1 }\n",
    );
    expect(faults(twice)).toEqual([
      "redirectUris.3: asks the customer for redirect URIs on web a second time; write one entry with both numbers in `min` and `max`",
    ]);
  });

  test("has no URI on two platforms", () => {
    const twice = definition.replace(
      "{ from: redirectUris, platform: web, min: 0, max: 2 }",
      '{ from: page, platform: web, uris: ["https://{instance}.vaultic.example/sso/oidc/redirect"] }',
    );
    expect(faults(twice)).toEqual([
      'redirectUris.2.uris.0: "https://{instance}.vaultic.example/sso/oidc/redirect" stands on spa already, and Entra takes a URI on one platform; keep it where the page has it',
    ]);
  });

  test("has an app's own scheme on a public client alone", () => {
    expect(faults(definition.replace("platform: publicClient", "platform: spa"))).toEqual([
      'redirectUris.1.uris.0: "vaultic://sso/oidc/redirect" has a scheme of an app on a device, which Entra takes with platform: publicClient alone; write an entry of its own for it',
    ]);
  });

  test("tells the fault of one entry at that entry, and of a map that stands alone at its key", () => {
    expect(faults(definition.replace("platform: publicClient", "platform: native"))).toEqual([
      'redirectUris.1.platform: "native" is not a choice here; did you mean publicClient? Allowed: web, spa, publicClient',
    ]);
    const alone = definition.replace(/redirectUris:\n( {2}- .*\n)+/, "redirectUris: { from: page, uri: x }\n");
    expect(faults(alone)).toEqual([
      "redirectUris.uri: is not a key here; did you mean uris? Allowed: from, platform, uris",
      "redirectUris.platform: is missing; one of web, spa, publicClient",
      'redirectUris.uri: "x" stands where a list is expected; write [x]',
    ]);
    expect(faults(definition.replace(/redirectUris:\n( {2}- .*\n)+/, "redirectUris: spa\n"))).toEqual([
      expect.stringContaining('"spa" stands where a map is expected; write { from: nowhere | page'),
    ]);
  });
});

describe("a public client without any credential", () => {
  const open = definition.replace("{ kind: secret }", "{ kind: none }");
  const settings = integration.replace(/ {4}credentials:.*\n/, "");

  test("is an integration of this tenant without a line of credentials", () => {
    write(open, settings);
    const [resolved] = resolveTenant(readTenant("tenants/dev.yaml"));
    expect(resolved?.credential).toEqual({ kind: "none", schedule: [] });
    expect(resolved?.registration).toBeUndefined();
  });

  test("has no permission of its own: nothing would prove who asks", () => {
    write(open.replace("delegated: [User.Read]", "application: [User.Read.All]"));
    expect(faultsOf(() => readVendor("vendors/vaultic.yaml"))).toEqual([
      'permissions.Microsoft Graph.application.0: "User.Read.All" is for an application that signs in by itself, and this one has no credential to do so; write it under `delegated`, or name a credential',
    ]);
  });

  test("is one by its platforms or its flows, and by nothing else", () => {
    const web = open.replace(
      /redirectUris:\n( {2}- .*\n)+/,
      "redirectUris: { from: redirectUris, platform: web, min: 1, max: 1 }\n",
    );
    write(web);
    expect(faultsOf(() => readVendor("vendors/vaultic.yaml"))).toEqual([
      expect.stringContaining("credential.kind: is none, and the application is this tenant's own"),
    ]);
    write(`${web}publicClientFlows: true\n`);
    expect(faultsOf(() => readVendor("vendors/vaultic.yaml"))).toEqual([]);
  });
});
