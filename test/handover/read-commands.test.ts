/**
 * The commands that read a credential, run as the sheet prints them: by a POSIX shell with a real openssl, where `az`
 * and `./integrations` answer with what a vault and a state hold.
 */
import { spawnSync } from "node:child_process";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CredentialOutputs } from "../../components/outputs.ts";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { appConnect } from "../../components/vendors/app-connect.ts";
import { servicenowTeams } from "../../components/vendors/servicenow-teams.ts";
import type { Given } from "../../operate/handover/placeholders.ts";
import { readCommands } from "../../operate/handover/read-commands.ts";
import { fixtureCertificate } from "../../review/evaluate/known-outputs.ts";

const tenant = readTenant("tenants/dev.yaml");
const vault =
  "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365";
const { privateKey: keyObject } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privateKey = keyObject.export({ type: "pkcs8", format: "pem" }).toString();

function given(name: "servicenow" | "app-connect"): Given {
  const definition = name === "servicenow" ? servicenowTeams : appConnect;
  const resolved = resolveIntegration(tenant, name, definition);
  const outputs = {
    vendor: definition.vendor,
    tenantId: tenant.id,
    clientId: "client-id",
    applicationObjectId: "application-object-id",
    servicePrincipalObjectId: "principal-object-id",
    credentials: [],
  };
  return { definition, resolved, outputs, domain: tenant.domain };
}

function scheduled(vaultEntry?: string): CredentialOutputs {
  const base = { issued: "2026-11-21", expires: "2027-05-15", keyId: "key-id" };
  return vaultEntry === undefined ? base : { ...base, vaultEntry };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "read-commands-"));
  mkdirSync(join(folder, "bin"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that answers each of these arguments with a text. */
function program(path: string, answers: Readonly<Record<string, string>>): void {
  const cases = Object.entries(answers).map(([args, answer], index) => {
    writeFileSync(join(folder, "bin", `answer-${index}`), answer);
    return `  ${JSON.stringify(args)}) cat ${JSON.stringify(join(folder, "bin", `answer-${index}`))} ;;`;
  });
  const script = `#!/bin/sh\ncase "$*" in\n${cases.join("\n")}\n  *) echo "unexpected: $*" >&2; exit 1 ;;\nesac\n`;
  writeFileSync(join(folder, path), script);
  chmodSync(join(folder, path), 0o755);
}

function run(commands: string): { readonly stdout: string; readonly stderr: string } {
  const path = [join(folder, "bin"), join(process.execPath, ".."), process.env.PATH].join(":");
  const { stdout, stderr } = spawnSync("sh", ["-c", `umask 022\n${commands}`], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: path, TMPDIR: folder },
  });
  return { stdout, stderr };
}

/** Folders that are not those of the stage set here: what the commands made. */
function made(): string[] {
  return readdirSync(folder).filter((name) => name !== "bin" && name !== "integrations");
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

const thumbprint = "43:22:B1:F6:B9:4C:A1:9E:93:8D:FC:F3:F9:69:45:FA:59:34:90:E4";

/** In a new folder there are both files and nothing else; the commands printed its name, then the thumbprint. */
function expectPair({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  const [place = "", ...others] = made().map((name) => join(folder, name));
  expect([others, mode(place), readdirSync(place).sort()]).toEqual([[], "700", ["cert.pem", "key.pem"]]);
  const [key, certificate] = [join(place, "key.pem"), join(place, "cert.pem")];
  expect([mode(key), mode(certificate)]).toEqual(["600", "600"]);
  expect(readFileSync(key, "utf8").trimEnd()).toBe(privateKey.trimEnd());
  expect(new X509Certificate(readFileSync(certificate)).fingerprint).toBe(thumbprint);
  expect([stdout.replace(/^\w+ Fingerprint=/im, ""), stderr]).toEqual([`${place}\n${thumbprint}\n`, ""]);
}

describe("from a vault", () => {
  const show = (name: string) =>
    `keyvault secret show --vault-name kv-m365 --name ${name} --subscription 66666666-6666-6666-6666-666666666666 --query value --output tsv`;

  test("a secret is printed, and stands in no file", () => {
    program("bin/az", { [show("app-connect-2026-11-21")]: "s3cret~value\n" });
    const commands = readCommands(given("app-connect"), scheduled(`${vault}/secrets/app-connect-2026-11-21`), "dev");
    expect(run(commands)).toEqual({ stdout: "s3cret~value\n", stderr: "" });
    expect(made()).toEqual([]);
  });

  test("a key and its certificate become the two files that the key store is made of, for their reader alone", () => {
    program("bin/az", { [show("servicenow-2026-11-21")]: `${privateKey}${fixtureCertificate}\n` });
    const commands = readCommands(given("servicenow"), scheduled(`${vault}/secrets/servicenow-2026-11-21`), "dev");
    expectPair(run(commands));
  });
});

describe("from the stack's state, where there is no vault", () => {
  test("a secret is printed by the front door, which passes everything after `pulumi` on", () => {
    const secrets = { "app-connect": { "2026-11-21": { kind: "value", value: "s3cret~value" } } };
    program("integrations", {
      "pulumi stack output secrets --show-secrets --json --stack dev": JSON.stringify(secrets),
    });
    expect(run(readCommands(given("app-connect"), scheduled(), "dev"))).toEqual({
      stdout: "s3cret~value\n",
      stderr: "",
    });
  });

  test("a key and its certificate become the same two files", () => {
    const secrets = { servicenow: { "2026-11-21": { kind: "privateKey", privateKeyPem: privateKey } } };
    const integrations = {
      servicenow: {
        credentials: [
          { issued: "2026-05-21", certificatePem: "another one" },
          { issued: "2026-11-21", certificatePem: fixtureCertificate },
        ],
      },
    };
    program("integrations", {
      "pulumi stack output secrets --show-secrets --json --stack dev": JSON.stringify(secrets),
      "pulumi stack output integrations --json --stack dev": JSON.stringify(integrations),
    });
    expectPair(run(readCommands(given("servicenow"), scheduled(), "dev")));
  });

  test("a stack's name is one argument of the shell", () => {
    expect(readCommands(given("app-connect"), scheduled(), "dev; rm 'x'")).toContain("--stack 'dev; rm '\\''x'\\''' |");
  });
});
