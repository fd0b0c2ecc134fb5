/** PKCS #12, as the programs of those who take it read it. */
import { spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oid } from "../../operate/keystore/der.ts";
import { pkcs12Store } from "../../operate/keystore/pkcs12.ts";
import { newKeyPair } from "../simulator/key-pair.ts";

const hasKeytool = spawnSync("keytool", ["-help"]).error === undefined;
const hasOpenssl = spawnSync("openssl", ["version"]).stdout?.toString().startsWith("OpenSSL 3") ?? false;

const password = "store-pass-1";
const folder = mkdtempSync(join(tmpdir(), "p12-"));
const file = join(folder, "msteams.p12");
let pair: { readonly privateKeyPem: string; readonly certificatePem: string };
beforeAll(async () => {
  const { privatePem, der } = await newKeyPair("servicenow 2026-11-21");
  pair = { privateKeyPem: privatePem, certificatePem: new X509Certificate(der).toString() };
  writeFileSync(file, pkcs12Store({ alias: "msteams", ...pair }, password, { salt: Buffer.alloc(16, 7) }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { ...process.env, STORE: password, WRONG: "wrong-pass", LC_ALL: "C.UTF-8" };
const openssl = (...args: string[]) => spawnSync("openssl", args, { encoding: "utf8", env });

test("Node takes it with its password and with no other", () => {
  const pfx = pkcs12Store({ alias: "msteams", ...pair }, password, { salt: Buffer.alloc(16, 7) });
  expect(() => createSecureContext({ pfx, passphrase: password })).not.toThrow();
  expect(() => createSecureContext({ pfx, passphrase: "another-1" })).toThrow(/mac verify failure/);
});

test.each([
  ["1.2.840.113549.1.7.1", "06092a864886f70d010701"],
  ["2.16.840.1.101.3.4.2.1", "0609608648016503040201"],
  ["1.3.6.1.4.1.42.2.17.1.1", "060a2b060104012a02110101"],
])("the object identifier %s is %s", (dotted, hex) => {
  expect(oid(dotted).toString("hex")).toBe(hex);
});

describe.skipIf(!hasOpenssl)("openssl (skipped where there is none of version 3)", () => {
  test("checks it, and says that nothing in it is older than AES and SHA-256", () => {
    const { status, stderr } = openssl("pkcs12", "-in", file, "-passin", "env:STORE", "-info", "-noout");
    expect(status).toBe(0);
    expect(stderr).toContain("MAC: sha256, Iteration 10000");
    expect(stderr).toContain("PBES2, PBKDF2, AES-256-CBC");
    expect(stderr).not.toMatch(/RC2|3DES|sha1/i);
    expect(openssl("pkcs12", "-in", file, "-passin", "env:WRONG", "-noout").status).not.toBe(0);
  });

  test("gives the very key and certificate back", () => {
    const key = openssl("pkcs12", "-in", file, "-passin", "env:STORE", "-nocerts", "-nodes").stdout;
    const certificate = openssl("pkcs12", "-in", file, "-passin", "env:STORE", "-nokeys").stdout;
    expect(key).toContain(pair.privateKeyPem.trim());
    expect(key).toContain("friendlyName: msteams");
    expect(certificate).toContain(pair.certificatePem.trim());
  });
});

describe.skipIf(!hasKeytool)("keytool (skipped where there is none)", () => {
  const keytool = (...args: string[]) =>
    spawnSync("keytool", ["-J-Duser.language=en", ...args], { encoding: "utf8", env });

  test("lists it, with the alias and the certificate's fingerprint", () => {
    const { status, stdout } = keytool("-list", "-keystore", file, "-storepass:env", "STORE");
    expect(status).toBe(0);
    expect(stdout).toContain("Keystore type: PKCS12");
    expect(stdout).toMatch(/msteams, .*PrivateKeyEntry/);
    const { raw } = new X509Certificate(pair.certificatePem);
    const hex = createHash("sha256").update(raw).digest("hex").toUpperCase();
    expect(stdout).toContain(hex.match(/../g)?.join(":"));
    expect(keytool("-list", "-keystore", file, "-storepass:env", "WRONG").status).not.toBe(0);
  });

  test("takes the key out of it", () => {
    const out = join(folder, "out.jks");
    const words = ["-importkeystore", "-srckeystore", file, "-destkeystore", out, "-deststoretype", "JKS", "-noprompt"];
    expect(keytool(...words, "-srcstorepass:env", "STORE", "-deststorepass:env", "STORE").status).toBe(0);
  });
});
