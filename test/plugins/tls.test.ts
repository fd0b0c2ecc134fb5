/** The stand-in for tls: real keys and certificates, and the clock that the real provider has. */
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Operations, operations, type Recorded } from "../../simulator/plugins/operations.ts";
import { type Properties, unwrap } from "../../simulator/plugins/properties.ts";
import { clockFrom } from "../../simulator/plugins/tls/clock.ts";
import { publicForms } from "../../simulator/plugins/tls/rsa-key.ts";
import { tls } from "../../simulator/plugins/tls.ts";
import { drift, make } from "./simulated.ts";

const keyType = "tls:index/privateKey:PrivateKey";
const certificateType = "tls:index/selfSignedCert:SelfSignedCert";

let now: Date;
let run: Operations;
beforeEach(async () => {
  now = new Date("2026-11-21T10:00:00.987Z");
  run = operations(tls({ now: () => now }));
  await run.configure({});
});

function plain({ outputs }: Recorded) {
  return unwrap(outputs).plain;
}

describe("tls.PrivateKey", () => {
  test("has an RSA key of 2048 bits in the forms of the real provider, its private ones secret", async () => {
    const made = await make(run, keyType, { algorithm: "RSA", rsaBits: 2048 });
    expect([...unwrap(made.outputs).secrets].sort()).toEqual([
      "privateKeyOpenssh",
      "privateKeyPem",
      "privateKeyPemPkcs8",
    ]);
    const outputs = plain(made);
    const key = createPrivateKey(String(outputs.privateKeyPem));
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(outputs.privateKeyPem).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(outputs.privateKeyPemPkcs8).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPublicKey(key).equals(createPublicKey(String(outputs.publicKeyPem)))).toBe(true);
    expect(made.id).toMatch(/^[0-9a-f]{40}$/);
    expect(await drift(run, keyType, made)).toEqual({ up: [], refresh: [], sameOutputs: true });
  });

  test("a length that is left out means 2048 bits; another one replaces the key", async () => {
    const made = await make(run, keyType, { algorithm: "RSA" });
    const replaces = (inputs: Properties) => run.diff(keyType, made.outputs, made.inputs, inputs).replaces;
    expect(replaces({ algorithm: "RSA", rsaBits: 2048 })).toEqual([]);
    expect(replaces({ algorithm: "RSA", rsaBits: 4096 })).toEqual(["rsaBits"]);
  });

  test("other algorithms are refused rather than ignored", () => {
    expect(run.check(keyType, { algorithm: "ECDSA" })).toEqual([
      { property: "algorithm", reason: "the stand-in for tls makes RSA keys only, not ECDSA" },
    ]);
  });

  test("the OpenSSH form and the fingerprints are those that ssh-keygen gives for the same key", () => {
    // openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024; ssh-keygen -y, -l -E md5, -l -E sha256
    const pem = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDM0F2VQMlArCD41hrTV4qkO7xj
Pj9z3tGC9TNRp/MC+tzUvEdfarNlwlWFuxVl5y5hVT5TQXTAVYRVaCDUS5feWI6W
IQvxndOHPtFoOnD8/Eh7fma2ujn44ot02eGN/18As1969Cpafb+1KfM3sk2PpsDC
6isVvLeW99ZoWrlbAwIDAQAB
-----END PUBLIC KEY-----`;
    expect(publicForms(createPublicKey(pem))).toMatchObject({
      publicKeyOpenssh:
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDM0F2VQMlArCD41hrTV4qkO7xjPj9z3tGC9TNRp/MC+tzUvEdfarNlwlWFuxVl5y5hVT5TQXTAVYRVaCDUS5feWI6WIQvxndOHPtFoOnD8/Eh7fma2ujn44ot02eGN/18As1969Cpafb+1KfM3sk2PpsDC6isVvLeW99ZoWrlbAw==\n",
      publicKeyFingerprintMd5: "d4:7b:cb:57:67:ab:cf:51:d9:8a:92:02:2f:39:a9:e7",
      publicKeyFingerprintSha256: "SHA256:L9GS8/3AB6azD8MfZVRlqHOsenp8jWbeo/GuDEZgMTg",
    });
  });

  test("the OpenSSH private form is unencrypted, holds the public key first and is padded 1, 2, 3 …", async () => {
    const outputs = plain(await make(run, keyType, { algorithm: "RSA" }));
    const [head, ...rest] = String(outputs.privateKeyOpenssh).trimEnd().split("\n");
    const bytes = Buffer.from(rest.slice(0, -1).join(""), "base64");
    const blob = Buffer.from(String(outputs.publicKeyOpenssh).split(" ")[1] ?? "", "base64");
    expect([head, rest.at(-1)]).toEqual(["-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"]);
    // magic, cipher "none", kdf "none", no kdf options, one key, then the public key with its length (OpenSSH: PROTOCOL.key)
    expect(bytes.subarray(0, 43).toString("hex")).toBe(
      `6f70656e7373682d6b65792d763100000000046e6f6e65000000046e6f6e650000000000000001${blob.length.toString(16).padStart(8, "0")}`,
    );
    expect(bytes.subarray(43, 43 + blob.length).equals(blob)).toBe(true);
    const secret = bytes.subarray(43 + blob.length + 4);
    expect(bytes.readUInt32BE(43 + blob.length)).toBe(secret.length);
    expect(secret.length % 8).toBe(0);
    expect(secret.readUInt32BE(0)).toBe(secret.readUInt32BE(4));
  });
});

describe("tls.SelfSignedCert", () => {
  const certificateOf = async (more: Properties = {}) => {
    const key = await make(run, keyType, { algorithm: "RSA" });
    return make(run, certificateType, {
      privateKeyPem: key.outputs.privateKeyPem ?? "",
      subject: { commonName: "servicenow 2026-11-21", organization: "Contoso" },
      allowedUses: ["digital_signature", "client_auth"],
      validityPeriodHours: 24 * 365,
      ...more,
    });
  };

  test("is a certificate over the key, valid from now for the hours asked, and the key in it is secret", async () => {
    const made = await certificateOf();
    const outputs = plain(made);
    const certificate = new X509Certificate(String(outputs.certPem));
    expect(certificate.subject).toBe("O=Contoso\nCN=servicenow 2026-11-21");
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(String(outputs.privateKeyPem)))).toBe(true);
    expect([certificate.validFrom, certificate.validTo]).toEqual([
      "Nov 21 10:00:00 2026 GMT",
      "Nov 21 10:00:00 2027 GMT",
    ]);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(outputs).toMatchObject({
      keyAlgorithm: "RSA",
      readyForRenewal: false,
      validityStartTime: "2026-11-21T10:00:00Z",
      validityEndTime: "2027-11-21T10:00:00Z",
    });
    expect([...unwrap(made.outputs).secrets]).toEqual(["privateKeyPem"]);
    expect(BigInt(made.id)).toBe(BigInt(`0x${certificate.serialNumber}`));
    expect(await drift(run, certificateType, made)).toEqual({ up: [], refresh: [], sameOutputs: true });
  });

  test("stays until its last second and is replaced once it has expired", async () => {
    const made = await certificateOf();
    const replaces = () => run.diff(certificateType, made.outputs, made.inputs, made.inputs).replaces;
    now = new Date("2027-11-21T09:59:59Z");
    expect(replaces()).toEqual([]);
    now = new Date("2027-11-21T10:00:00Z");
    expect(replaces()).toEqual(["readyForRenewal"]);
    expect((await run.read(certificateType, made.id, made.outputs, made.inputs))?.outputs.readyForRenewal).toBe(true);
  });

  test("earlyRenewalHours brings the replacement forward and can itself be changed in place", async () => {
    const made = await certificateOf({ earlyRenewalHours: 48 });
    now = new Date("2027-11-19T10:00:00Z");
    expect(run.diff(certificateType, made.outputs, made.inputs, made.inputs).replaces).toEqual(["readyForRenewal"]);
    const wanted = { ...made.inputs, earlyRenewalHours: 1 };
    expect(await run.update(certificateType, made, wanted, false)).toMatchObject({
      earlyRenewalHours: 1,
      readyForRenewal: false,
    });
  });

  test("another name, key or validity replaces it", async () => {
    const made = await certificateOf();
    const replaces = (more: Properties) =>
      run.diff(certificateType, made.outputs, made.inputs, { ...made.inputs, ...more }).replaces;
    expect(replaces({ subject: { commonName: "other" } })).toEqual(["subject"]);
    expect(replaces({ validityPeriodHours: 1 })).toEqual(["validityPeriodHours"]);
    expect(replaces({ privateKeyPem: "other" })).toEqual(["privateKeyPem"]);
    expect(replaces({})).toEqual([]);
  });

  test("an unknown use is refused", () => {
    expect(
      run.check(certificateType, { allowedUses: ["signing"], privateKeyPem: "x", validityPeriodHours: 1 }),
    ).toEqual([{ property: "allowedUses", reason: 'the stand-in for tls does not know the use "signing"' }]);
  });
});

test("the plugin's clock begins at SIMULATED_NOW and runs on; anything but a time in it is refused", () => {
  let elapsed = 0;
  const { now: present } = clockFrom({ SIMULATED_NOW: "2027-01-01T00:00:00Z" }, () => elapsed);
  expect(present()).toEqual(new Date("2027-01-01T00:00:00Z"));
  elapsed = 61_000;
  expect(present()).toEqual(new Date("2027-01-01T00:01:01Z"));
  expect(() => clockFrom({})).toThrow('SIMULATED_NOW is "", not a time');
  expect(() => clockFrom({ SIMULATED_NOW: "tomorrow" })).toThrow('SIMULATED_NOW is "tomorrow", not a time');
});
