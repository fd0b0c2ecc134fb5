import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { javaKeyStore } from "../../operate/keystore/jks.ts";

const hasKeytool = spawnSync("keytool", ["-help"]).error === undefined;
const hasOpenssl = spawnSync("openssl", ["version"]).error === undefined;

const passwords = { store: "store-pass ü", key: "key-pass-1" };
const nonce = { salt: Buffer.alloc(20, 7), now: Date.UTC(2026, 10, 21) };

function made() {
  const folder = mkdtempSync(join(tmpdir(), "jks-"));
  const at = (name: string) => join(folder, name);
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "30",
      "-subj",
      "/CN=servicenow 2026-11-21",
      "-keyout",
      at("key.pem"),
      "-out",
      at("cert.pem"),
    ],
    { stdio: "ignore" },
  );
  const entry = {
    alias: "msteams",
    privateKeyPem: readFileSync(at("key.pem"), "utf8"),
    certificatePem: readFileSync(at("cert.pem"), "utf8"),
  };
  writeFileSync(at("msteams.jks"), javaKeyStore(entry, passwords, nonce));
  return { at, entry };
}

describe.skipIf(!hasKeytool || !hasOpenssl)("a Java key store (skipped where keytool or openssl is missing)", () => {
  test("is one that Java's own keytool lists, with the alias and the certificate's fingerprint", () => {
    const { at } = made();
    const listed = execFileSync(
      "keytool",
      [
        "-J-Duser.language=en",
        "-J-Dfile.encoding=UTF-8",
        "-J-Dsun.jnu.encoding=UTF-8",
        "-list",
        "-keystore",
        at("msteams.jks"),
        "-storetype",
        "JKS",
        "-storepass:env",
        "STORE",
      ],
      {
        encoding: "utf8",
        env: { ...process.env, STORE: passwords.store, LC_ALL: "C.UTF-8" },
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    expect(listed).toMatch(/msteams, .*PrivateKeyEntry/);
    const fingerprint = execFileSync("openssl", ["x509", "-in", at("cert.pem"), "-noout", "-fingerprint", "-sha256"], {
      encoding: "utf8",
    });
    expect(listed).toContain(fingerprint.trim().split("=")[1]);
  });

  test("gives the very key back with the key's password, and not with the store's", () => {
    const { at, entry } = made();
    const toPkcs12 = (key: string) =>
      spawnSync(
        "keytool",
        [
          "-importkeystore",
          "-srckeystore",
          at("msteams.jks"),
          "-srcstoretype",
          "JKS",
          "-srcalias",
          "msteams",
          "-destkeystore",
          at("out.p12"),
          "-deststoretype",
          "PKCS12",
          "-srcstorepass:env",
          "STORE",
          "-srckeypass:env",
          "KEY",
          "-deststorepass",
          "changeit",
          "-noprompt",
        ],
        { encoding: "utf8", env: { ...process.env, STORE: passwords.store, KEY: key, LC_ALL: "C.UTF-8" } },
      );
    expect(toPkcs12(passwords.store).status).not.toBe(0);
    expect(toPkcs12(passwords.key).status).toBe(0);
    const key = execFileSync(
      "openssl",
      ["pkcs12", "-in", at("out.p12"), "-passin", "pass:changeit", "-nocerts", "-nodes"],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    expect(key).toContain(entry.privateKeyPem.trim());
  });

  test("a wrong password of the store is refused by Java, so the store can be checked before it is uploaded", () => {
    const { at } = made();
    const listed = spawnSync(
      "keytool",
      ["-list", "-keystore", at("msteams.jks"), "-storetype", "JKS", "-storepass", "wrong-pass"],
      { encoding: "utf8" },
    );
    expect(listed.status).not.toBe(0);
    expect(listed.stdout).toMatch(/password was incorrect|tampered/);
  });
});
