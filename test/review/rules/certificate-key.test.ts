import { describe, expect, test } from "vitest";
import { fixtureCertificate } from "../../../review/evaluate/known-outputs.ts";
import { certificateKey } from "../../../review/rules/certificate-key.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

/** Self-signed, P-256. */
const ecdsa = `-----BEGIN CERTIFICATE-----
MIIBcjCCARmgAwIBAgIUFRwiQFZQLeRagjVw0u670OXRmSAwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjIwMzQ3NTdaFw0zNjExMTkwMzQ3NTda
MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASeVUSt
t4Cqbc/VR/n0/TuAz/MSa0J/Y9mBjqm4aOzHZxH6iXWYPn7CMatb1tU7H7g3JqO6
0Bzx/FhXVydiBv+2o1MwUTAdBgNVHQ4EFgQUoA3EvPNDG0rYWgXgyv66k5dtZMow
HwYDVR0jBBgwFoAUoA3EvPNDG0rYWgXgyv66k5dtZMowDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNHADBEAiAmly0Zp9aDB/J5dOii1OuGeoolyhkYvQyidEPb
nebFMQIgAtXWx9XBZ6/9Vh1cqjIIClv/exnPnvybGXazByTx2FA=
-----END CERTIFICATE-----
`;

/** Self-signed, RSA 1024. */
const short = `-----BEGIN CERTIFICATE-----
MIIB+jCCAWOgAwIBAgIUaojySe5U8yAISyzGjyh6wk4a35wwDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjIwMzQ3NTdaFw0zNjExMTkwMzQ3
NTdaMA8xDTALBgNVBAMMBHRlc3QwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGB
AL26UgpCvGjsYKskdBfDWN/N5kg5NrUUz5PiKsZx0HBi6pfo3uH1yleLeDOzi/Tb
Drf8r3j7nD7zFVaJ0OMEk38CnR9lKG0BkuLD9VQgvsCA+c6BDvfctggBuUeMqlo7
mS/ELrrSS7bt//XWkzLgm8HmEB8gL+hym78OkPWtBosBAgMBAAGjUzBRMB0GA1Ud
DgQWBBTySaU39nXlxyfweU96U9BblZsNQTAfBgNVHSMEGDAWgBTySaU39nXlxyfw
eU96U9BblZsNQTAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAFri
bHVCdg2BHNuI4l6hLKrSP0UBKQ8mPBksIS1PWJZZyJPF7XruyP9vLVQ/WtV2BiX1
DNOtwCx3icKKai8rQeHiamn33ZsjOlKMqho0WFE9NL4aLFPhS/3K4F3ClhzVynRU
sBnnGVxF9KTF0xRNDn6SYat9h41khg739a4JEbCx
-----END CERTIFICATE-----
`;

/** Self-signed, RSA 2048, signed with SHA-1. */
const sha1 = `-----BEGIN CERTIFICATE-----
MIIC/zCCAeegAwIBAgIUbbymXWp8GO9KKSdmDZzntTh6hRUwDQYJKoZIhvcNAQEF
BQAwDzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjIwMzQ3NTdaFw0zNjExMTkwMzQ3
NTdaMA8xDTALBgNVBAMMBHRlc3QwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK
AoIBAQCZo9CR0xvyvyIX4w+dvMVJGAQBmJ7YC+SJjc6XRqrdZCHxJMc36kTqHUtJ
hXyibVH9tXek3zKL7Ekl9KadTCSPR8+JAeql0ndUKfhGc0+/9ySH1ng78f1C5bi4
xEwGdfAHK5C78VZnUoQ7kIj5yk3tbhIXunrGmwKVew9ftTZJMQdYKy5PGDxGg/4z
CBcZZBQd6v6QRmVMXiZl23rDWEb0aAaXrNQDYSci1K7XJ7nR7Vvwka9fF9bdoTNW
57sc/R8qQNCUP9OWWxAT9sfP768hlgdV4bWGJkkZ/HsCKDAu5pcfz4VcDBXOgVLf
7U6RjilXCvnL3K1/FbLKtgHI/1mDAgMBAAGjUzBRMB0GA1UdDgQWBBRv10RgurWp
n+bktoDuK/rF6egwFzAfBgNVHSMEGDAWgBRv10RgurWpn+bktoDuK/rF6egwFzAP
BgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBBQUAA4IBAQBgYfNY16bKUGboOEjZ
52Hitehog7gE7HQe74b6K4Dz8QWoYXozI95tQaSS3eB0Lre0a3qpZl8EUda0Cu99
mk1D3uyiGJtE6/9c2jJQyWir21pU3BQjKJPhUrx4vN8caFCBhGhc6V4SwjTwScVE
0bJVdD7osqd7kzsL+z0ONxVsny1cGIPd9TaDRYfsu+qzVr98PQPP16cER3QfBa9K
nzEnNCKPp7irPkK091icrLtlA6U86zQJHsfYpZqyYgmR0In9V7ZEuimRshZOM0RC
SC+D2N1n1a5SbynZrH2IsyzrOQha28XpKQ/fLWoWs9M2xhFBv74oah24HFNC6l13
zl7b
-----END CERTIFICATE-----
`;

function key(inputs: object): string[] {
  const resources = [
    registration(tokens.privateKey, "mailgates-2026-11-21", { below: "mailgates", inputs: { ...inputs } }),
  ];
  return judged(certificateKey, { resources });
}

function certificate(inputs: object): string[] {
  const resources = [
    registration(tokens.certificate, "mailgates-2026-11-21", { below: "mailgates", inputs: { ...inputs } }),
  ];
  return judged(certificateKey, { resources });
}

describe("certificate-key", () => {
  test("RSA with 2048 bits or more, which is the default", () => {
    expect(key({ algorithm: "RSA" })).toEqual([]);
    expect(key({ algorithm: "RSA", rsaBits: 4096 })).toEqual([]);
  });

  test("no other algorithm, and no shorter key", () => {
    expect(key({ algorithm: "ECDSA" })).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: its algorithm is ECDSA.",
    ]);
    expect(key({ algorithm: "RSA", rsaBits: 1024 })).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: it has 1024 bits.",
    ]);
    expect(key({})).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: its algorithm is not named.",
    ]);
  });

  test("a certificate that was written into the program is read", () => {
    expect(certificate({ value: ecdsa, encoding: "pem" })).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: its algorithm is ec.",
    ]);
    expect(certificate({ value: short })).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: it has 1024 bits.",
    ]);
    expect(certificate({ value: sha1 })).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: it is signed with sha1WithRSAEncryption.",
    ]);
    expect(certificate({ value: "not a certificate" })).toEqual([
      "block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: it is no certificate that can be read.",
    ]);
  });

  test("in every encoding of the provider", () => {
    const der = ecdsa.replaceAll(/-----.*-----|\n/g, "");
    const refused = ["block [2026-11-21] The key of 2026-11-21 cannot prove who mailgates is: its algorithm is ec."];
    expect(certificate({ value: der, encoding: "base64" })).toEqual(refused);
    expect(certificate({ value: Buffer.from(der, "base64").toString("hex"), encoding: "hex" })).toEqual(refused);
  });

  test("what the recorder puts in a certificate's place is judged by its key", () => {
    expect(certificate({ value: fixtureCertificate, encoding: "pem" })).toEqual([]);
    expect(certificate({ encoding: "pem" })).toEqual([]);
    expect(certificate({ value: "[secret]" })).toEqual([]);
  });

  test("a written certificate of RSA with 2048 bits and SHA-256 is right", () => {
    expect(certificate({ value: `${fixtureCertificate}\n` })).toEqual([]);
  });
});
