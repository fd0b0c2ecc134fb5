import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { rotate } from "../../operate/verbs/rotate.ts";

const dev = readFileSync(new URL("../../tenants/dev.yaml", import.meta.url), "utf8");

let root: string;
let said: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rotate-"));
  mkdirSync(join(root, "tenants"));
  writeFileSync(join(root, "Pulumi.yaml"), "name: ours\n");
  writeFileSync(join(root, "tenants/dev.yaml"), dev);
  said = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  return () => vi.restoreAllMocks();
});

function run(...args: string[]): Promise<number> {
  return rotate(args, { root, cwd: root, day: "2026-11-21" });
}

/** `rotate` reads the file by the path that a person sees, relative to the current directory. */
function file(): string {
  return readFileSync(join(root, "tenants/dev.yaml"), "utf8");
}

function added(): string[] {
  const before = new Set(dev.split("\n"));
  return file()
    .split("\n")
    .filter((line) => !before.has(line));
}

describe("rotate", () => {
  beforeEach(() => {
    const before = process.cwd();
    process.chdir(root);
    return () => process.chdir(before);
  });

  test("writes nothing while nothing is due", async () => {
    expect(await run()).toBe(0);
    expect(file()).toBe(dev);
    expect(said).toContain("  mailgates: nothing until 2028-08-22\n");
  });

  test("--check writes nothing, and ends with 1 when something is due", async () => {
    expect(await run("--check", "--now", "2027-02-19")).toBe(1);
    expect(file()).toBe(dev);
    expect(await run("--check", "--now", "2027-02-18")).toBe(0);
  });

  test("adds the next credential, and the exceptions that name the old one come with it for as long", async () => {
    expect(await run("mailgates", "--now", "2028-08-22")).toBe(0);
    expect(added()).toEqual([
      "      - { issued: 2028-08-22, expires: 2030-08-21 }",
      "      - { rule: secret-lifetime, subject: 2028-08-22, until: 2029-08-22 }",
    ]);
    expect(await run("mailgates", "--now", "2028-08-22")).toBe(0);
    expect(said).toContain("  mailgates: waits until 2028-08-22 is handed over and confirmed");
  });

  test("--confirm records place, person and day, and confirms when no place is open", async () => {
    await run("teamconnect", "--now", "2027-02-19");
    expect(await run("teamconnect", "--confirm", "--place", "1", "--by", "Aiko", "--now", "2027-02-25")).toBe(0);
    expect(said).toContain("Still to be seen:\n  Admin → Admin Settings → Email → Incoming");
    expect(file()).not.toContain("confirmed:");
    await run("teamconnect", "--confirm", "--place", "2", "--by", "Ben", "--now", "2027-03-01");
    expect(added().slice(-4)).toEqual([
      "        confirmations:",
      '          - { place: "Admin → Admin Settings → Email → Outgoing Email Server Settings: Application Client Secret, then Update", on: 2027-02-25, by: Aiko }',
      '          - { place: "Admin → Admin Settings → Email → Incoming Email Server Settings: Application Client Secret, then Update", on: 2027-03-01, by: Ben }',
      "        confirmed: 2027-03-01",
    ]);
    await run("teamconnect", "--now", "2027-04-05");
    expect(said).toContain("takes 2026-11-21 out: 2027-02-19 is in use (confirmed 2027-03-01) and 45 days old");
    expect(file().match(/issued: 2026-11-21/g)).toHaveLength(5);
  });

  test("a leak: the next one now, and the review's own word for the early end", async () => {
    await run("app-connect", "--emergency", "--now", "2026-12-01");
    expect(added()).toEqual(["      - { issued: 2026-12-01, expires: 2027-05-25 }"]);
    await run("app-connect", "--confirm", "--place", "1", "--by", "Aiko", "--now", "2026-12-02");
    await run("app-connect", "--emergency", "--now", "2026-12-02");
    expect(said).toContain("takes 2026-11-21 out: it leaked, and 2026-12-01 is in use");
    expect(said).toContain("only with `emergency: { reason: … }` beside its `credentials`");
  });

  test.each([
    [["--emergency"], "--emergency wants the integration's name"],
    [["teamconect"], 'has no integration "teamconect"; did you mean teamconnect?'],
    [["teamconnect", "--leaked", "2026-11-21"], "--leaked goes with --emergency"],
    [["teamconnect", "--emergency", "--leaked", "2026-11-22"], "did you mean 2026-11-21?"],
    [["teamconnect", "--confirm", "--place", "3", "--by", "x"], '"3" is none of the places; write a number:'],
    [["teamconnect", "--confirm", "--place", "1"], "say who saw it: --by <name>"],
    [["--by", "x"], "--place and --by go with --confirm"],
  ])("a wrong call %j is refused, and the file stays", async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
    expect(file()).toBe(dev);
  });
});
