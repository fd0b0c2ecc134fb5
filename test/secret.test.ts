/** Where a credential goes that somebody reads: a file of its own, the clipboard, the terminal. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clipboardOf, copy } from "../operate/secret/clipboard.ts";
import { credentialMeant } from "../operate/secret/credential.ts";
import { assertFree, writeSecretFile } from "../operate/secret/file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "secret-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

describe("a file with a secret", () => {
  test("is its owner's alone, whatever the umask, and holds the value to the letter", () => {
    const former = process.umask(0o277);
    try {
      writeSecretFile(at("a"), "v4lue");
    } finally {
      process.umask(former);
    }
    expect(statSync(at("a")).mode & 0o777).toBe(0o600);
    expect(readFileSync(at("a"), "utf8")).toBe("v4lue");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  test("never takes the place of another, nor goes through a link", () => {
    writeFileSync(at("a"), "mine");
    symlinkSync(at("elsewhere"), at("link"));
    for (const name of ["a", "link"])
      expect(() => writeSecretFile(at(name), "v4lue")).toThrow(
        `${at(name)} is there already: nothing is overwritten. Name another file, or remove it first.`,
      );
    expect(readFileSync(at("a"), "utf8")).toBe("mine");
    expect(existsSync(at("elsewhere"))).toBe(false);
  });

  test("that cannot be finished is not left half-written", () => {
    // A value that is no bytes makes the write itself fail, after the file was made.
    expect(() => writeSecretFile(at("a"), [1, 2] as unknown as Uint8Array)).toThrow(/a cannot be written: /);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ["a file", "a", "a is there already"],
    ["a folder", "folder", "folder is a folder: name a file in it"],
    ["no folder above", "no/a", "no/a cannot be written: there is no folder"],
    ["a file above", "a/b", "a/b cannot be written:"],
  ])("%s is said before a secret is read", (_what, name, said) => {
    writeFileSync(at("a"), "");
    mkdirSync(at("folder"));
    expect(() => assertFree(at(name))).toThrow(said);
    expect(() => assertFree(at("new"))).not.toThrow();
  });
});

describe("the clipboard", () => {
  /** A program that keeps its words and what it reads. */
  function program(name: string, code = 0): void {
    writeFileSync(at(name), `#!/bin/sh\necho "$@" > '${at("args")}'\ncat > '${at("stdin")}'\nexit ${code}\n`);
    chmodSync(at(name), 0o755);
  }
  const path = () => `${folder}:/usr/bin:/bin`;

  test.each([
    ["macOS", "darwin", {}, ["pbcopy"], "pbcopy"],
    ["Windows", "win32", {}, ["clip.exe"], "clip.exe"],
    ["Wayland", "linux", { WAYLAND_DISPLAY: "w", DISPLAY: ":0" }, ["wl-copy", "xclip"], "wl-copy"],
    ["Wayland without wl-copy", "linux", { WAYLAND_DISPLAY: "w", DISPLAY: ":0" }, ["xclip"], "xclip"],
    ["X11", "linux", { DISPLAY: ":0" }, ["wl-copy", "xsel"], "xsel"],
    ["WSL", "linux", {}, ["xclip", "clip.exe"], "clip.exe"],
  ] as const)("of %s is the program of that session", (_what, platform, session, programs, found) => {
    for (const name of programs) program(name);
    expect(clipboardOf(platform, { ...session, PATH: folder }).program).toBe(found);
  });

  test("that is missing is said with what was looked for", () => {
    expect(() => clipboardOf("linux", { DISPLAY: ":0", PATH: folder })).toThrow(
      "there is no clipboard here: looked for xclip, xsel, clip.exe on PATH. Write --out <file> instead.",
    );
    expect(() => clipboardOf("linux", { PATH: folder })).toThrow("and there is no graphical session");
  });

  test("gets the secret through stdin, and never as an argument", async () => {
    program("xclip");
    const environment = { DISPLAY: ":0", PATH: path() };
    await copy(clipboardOf("linux", environment), "CANARY v4lue", environment);
    expect(readFileSync(at("stdin"), "utf8")).toBe("CANARY v4lue");
    expect(readFileSync(at("args"), "utf8")).toBe("-selection clipboard\n");
  });

  test("that fails is said without the secret", async () => {
    program("xclip", 3);
    const environment = { DISPLAY: ":0", PATH: path() };
    await expect(copy(clipboardOf("linux", environment), "CANARY", environment)).rejects.toThrow(
      /^xclip did not take the text \(3\): nothing is in the clipboard$/,
    );
  });
});

describe("the credential that is meant", () => {
  const stack = { name: "dev", file: "tenants/dev.yaml", today: "2027-02-01" };
  const credentials = [
    { issued: "2026-05-21", expires: "2026-11-20", keyId: "1" },
    { issued: "2026-11-21", expires: "2027-05-15", keyId: "2" },
    { issued: "2027-01-21", expires: "2027-07-15", keyId: "3" },
  ];

  test("is the newest where none is named, as on the sheet", () => {
    expect(credentialMeant(stack, "connect", credentials, undefined).keyId).toBe("3");
    expect(credentialMeant(stack, "connect", credentials, "2026-11-21").keyId).toBe("2");
  });

  test("is refused once it has ended, on its first dead day already", () => {
    expect(() => credentialMeant(stack, "connect", credentials, "2026-05-21")).toThrow(
      "connect's credential 2026-05-21 ended on 2026-11-19: Entra refuses it. ./integrations rotate connect writes the next one.",
    );
    const firstDeadDay = { ...stack, today: "2027-07-15" };
    expect(() => credentialMeant(firstDeadDay, "connect", credentials, undefined)).toThrow("ended on 2027-07-14");
  });

  test("of a wrong name is told with those that there are", () => {
    expect(() => credentialMeant(stack, "connect", credentials, "2026-11-12")).toThrow(
      'connect has no credential "2026-11-12" in the stack dev; did you mean 2026-11-21? Known: 2026-05-21, 2026-11-21, 2027-01-21',
    );
    expect(() => credentialMeant(stack, "connect", [], undefined)).toThrow(
      "connect has no credential in the stack dev",
    );
  });
});
