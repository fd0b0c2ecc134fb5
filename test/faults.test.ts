import { describe, expect, test } from "vitest";
import { SettingsError, shown } from "../components/faults.ts";
import { looksSecret } from "../components/secret-shapes.ts";

describe("a value in an error", () => {
  test("is text on one line, whatever it holds", () => {
    expect(shown("a\u001b[31mb\nc\u202e")).toBe('"a\\u001b[31mb\\u000ac\\u202e"');
    expect(shown("x".repeat(200))).toHaveLength(80);
    expect(shown({ a: 1 })).toBe('{"a":1}');
  });
  test.each([
    ["a client secret of Entra", `Abc8Q~${"x".repeat(34)}`],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIE"],
    ["a token", "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJncmFwaCJ9.x"],
    ["a storage key", `AccountKey=${"a".repeat(40)}==`],
  ])("is not shown if it has the shape of %s, nor inside anything else", (_, secret) => {
    expect(looksSecret(secret)).toBe(true);
    expect(shown(secret)).toBe("(a value in the shape of a secret, not shown)");
    expect(shown({ note: secret })).toBe("(a value in the shape of a secret, not shown)");
  });
  test("a permission's id, a thumbprint and a vault's id are no secrets", () => {
    for (const text of [
      "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
      "hOBcHZi846VCHSJbFAs26Go9VTQ=",
      "/subscriptions/66666666-6666-6666-6666-666666666666",
    ])
      expect(looksSecret(text)).toBe(false);
  });
});

test("the report names file, integration, path and line of every fault", () => {
  const error = new SettingsError("tenants/x.yaml", [
    { path: ["integrations", "mailgates", "credentials", 0, "expires"], message: "is missing", line: 7 },
    { path: ["tenant", "id"], message: "is missing" },
    { path: [], message: "is empty" },
  ]);
  expect(error.message).toBe(`tenants/x.yaml: 3 faults
  mailgates · credentials[0].expires (line 7)
    is missing
  tenant.id
    is missing
  the file
    is empty`);
});
