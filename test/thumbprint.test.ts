import { describe, expect, test } from "vitest";
import { thumbprintForms, thumbprints } from "../components/thumbprint.ts";
import { fixtureCertificate } from "../review/evaluate/known-outputs.ts";

const noDigest = Buffer.alloc(32);

describe("the forms of a SHA-1 thumbprint", () => {
  // Microsoft's own vector, from an earlier edition of learn.microsoft.com, certificate-credentials.
  const sha1 = Buffer.from("84E05C1D98BCE3A5421D225B140B36E86A3D5534", "hex");

  test("ServiceNow step 7: Base64 of the 20 bytes, not of the hex text", () => {
    expect(thumbprintForms(sha1, noDigest).sha1Base64).toBe("hOBcHZi846VCHSJbFAs26Go9VTQ=");
  });
  test("Base64url has no padding", () => {
    expect(thumbprintForms(sha1, noDigest).sha1Base64Url).toBe("hOBcHZi846VCHSJbFAs26Go9VTQ");
  });
  test("hex as the portal shows it, and with colons", () => {
    expect(thumbprintForms(sha1, noDigest).sha1Hex).toBe("84E05C1D98BCE3A5421D225B140B36E86A3D5534");
    expect(thumbprintForms(sha1, noDigest).sha1ColonHex).toBe(
      "84:E0:5C:1D:98:BC:E3:A5:42:1D:22:5B:14:0B:36:E8:6A:3D:55:34",
    );
  });
  test("the two alphabets differ where the bytes ask for it", () => {
    const both = thumbprintForms(Buffer.from("FBFF".repeat(10), "hex"), noDigest);
    expect(both.sha1Base64).toBe("+//7//v/+//7//v/+//7//v/+/8=");
    expect(both.sha1Base64Url).toBe("-__7__v_-__7__v_-__7__v_-_8");
  });
});

test("a certificate's thumbprints are what openssl prints for it", () => {
  // openssl x509 -noout -fingerprint -sha1 | -sha256; Base64 by openssl dgst -binary | base64
  expect(thumbprints(fixtureCertificate)).toEqual({
    sha1Hex: "4322B1F6B94CA19E938DFCF3F96945FA593490E4",
    sha1ColonHex: "43:22:B1:F6:B9:4C:A1:9E:93:8D:FC:F3:F9:69:45:FA:59:34:90:E4",
    sha1Base64: "QyKx9rlMoZ6Tjfzz+WlF+lk0kOQ=",
    sha1Base64Url: "QyKx9rlMoZ6Tjfzz-WlF-lk0kOQ",
    sha256Hex: "972D832CDE9E35B4AB5C548262A01A92FF80E1784388661794E585F32165A869",
    sha256Base64Url: "ly2DLN6eNbSrXFSCYqAakv-A4XhDiGYXlOWF8yFlqGk",
  });
});

test("what is no certificate is refused", () => {
  expect(() => thumbprints("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")).toThrow();
});
