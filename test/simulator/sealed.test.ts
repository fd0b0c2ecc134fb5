/** What the vault keeps of a value. */
import { createDecipheriv, scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { seal, unseal } from "../../simulator/directory/sealed.ts";

test("a sealed value shows nothing of itself, and opens where it was sealed", () => {
  const sealed = seal("CANARY-välue", "vault/a/1");
  expect(sealed).toMatch(/^1\.[\w-]{22}\.[\w-]{16}\.[\w-]+$/);
  for (const form of ["utf8", "base64", "base64url", "hex"] as const)
    expect(sealed).not.toContain(Buffer.from("CANARY").toString(form).slice(0, 7));
  expect(unseal(sealed, "vault/a/1")).toBe("CANARY-välue");
});

test("the same value is sealed in another way each time", () => {
  expect(seal("a", "p")).not.toBe(seal("a", "p"));
});

test("it opens at no other place, and not after a change of one character", () => {
  const sealed = seal("a value", "vault/a/1");
  expect(() => unseal(sealed, "vault/b/1")).toThrow();
  const at = sealed.length - 8;
  const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
  expect(() => unseal(changed, "vault/a/1")).toThrow();
  expect(() => unseal(sealed.replace(/^1/, "2"), "vault/a/1")).toThrow("does not know");
});

test("whoever has the published passphrase opens it with plain AES-256-GCM", () => {
  const [, salt = "", nonce = "", text = ""] = seal("a value", "vault/a/1").split(".");
  const key = scryptSync("simulated-tenant", Buffer.from(salt, "base64url"), 32);
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from("vault/a/1")).setAuthTag(bytes.subarray(-16));
  expect(decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8")).toBe("a value");
});
