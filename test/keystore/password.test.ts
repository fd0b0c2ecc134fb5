/** The password of a key store. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newPassword, passwordIn, storePassword } from "../../operate/keystore/password.ts";
import { formatOf } from "../../operate/keystore/store.ts";

const folder = mkdtempSync(join(tmpdir(), "password-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const serviceNow = { format: "jks", file: "msteams.jks", alias: "msteams", step: "P2" } as const;

describe("the password of a key store", () => {
  test.each([
    ["with a line break at its end", "pass word-1\n"],
    ["of Windows", "pass word-1\r\nmore"],
    ["of one line", "pass word-1"],
  ])("is the first line of a file %s", (_what, text) => {
    writeFileSync(join(folder, "a"), text);
    expect(passwordIn(folder, "a")).toEqual({ from: "person", value: "pass word-1" });
  });

  test.each(["", "short\n", "contraseña\n", "\npassword-1\n"])("%j is refused, and not quoted", (text) => {
    writeFileSync(join(folder, "b"), text);
    expect(() => passwordIn(folder, "b")).toThrow(
      /^the first line of b is no password for a key store: at least 6 characters, of ASCII$/,
    );
  });

  test("is new for a file that is not there, which is not made before the store is", () => {
    const password = passwordIn(folder, "none");
    expect(password).toEqual({ from: "new-file", value: expect.any(String), file: "none" });
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  test("that is new has 24 characters that cannot be taken for each other, and is another each time", () => {
    const made = Array.from({ length: 50 }, newPassword);
    for (const one of made) expect(one).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){5}[a-hjkmnp-z2-9]{4}$/);
    expect(new Set(made).size).toBe(50);
  });

  test("is asked for at a terminal alone", async () => {
    await expect(storePassword(folder, undefined)).rejects.toThrow(
      "There is no terminal to ask for the key store's password: --password-file <file>; one that is not there yet is made, with a new password.",
    );
  });
});

describe("the format of a key store", () => {
  test.each([
    ["msteams.jks", "jks"],
    ["msteams.P12", "pkcs12"],
    ["msteams.pfx", "pkcs12"],
    ["msteams", "jks"],
  ])("%s is %s for a vendor that wants JKS", (file, format) => {
    expect(formatOf(file, serviceNow)).toBe(format);
  });

  test("is PKCS #12 where neither the name nor the vendor says another", () => {
    expect(formatOf("store", undefined)).toBe("pkcs12");
  });
});
