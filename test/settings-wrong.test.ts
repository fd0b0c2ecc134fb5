/** What the reader says of each wrong file of wrong-files.ts. */
import { describe, expect, test } from "vitest";
import { placeOf, SettingsError } from "../components/faults.ts";
import { parseTenant } from "../components/settings.ts";
import { dev, rep, sec } from "./changed-dev-file.ts";
import { wrong } from "./wrong-files.ts";

function faultsOf(text: string): string[] {
  try {
    parseTenant(text, "tenants/x.yaml");
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map((fault) => `${placeOf(fault)}: ${fault.message}`);
    throw error;
  }
  return [];
}

describe("a wrong file is refused with one message of our own for each mistake", () => {
  test.each(wrong)("%s", (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  test("no message shows the secret that it is about", () => {
    for (const [, , faults] of wrong)
      expect(faults.join("\n")).not.toMatch(/8Q~|Sommer2026|aB3aB3|Passw0rd|IOSFODNN|MIIE/);
  });
});

describe("what looks like something else is refused", () => {
  test.each([
    [
      "a Cyrillic letter in a Latin word",
      "Micr\u043esoft Teams",
      "has a letter that is not what it looks like: \u043e (U+043E) among Latin ones; type the word again",
    ],
    [
      "a Greek one before Latin ones",
      "\u0391pprovals",
      "has a letter that is not what it looks like: \u0391 (U+0391) among Latin ones; type the word again",
    ],
  ])("%s", (_, purpose, fault) => {
    expect(faultsOf(rep("purpose: Inbound mail filtering", `purpose: ${purpose}`))).toEqual([
      expect.stringContaining(fault),
    ]);
  });

  test("a word of another alphabet is a word", () => {
    expect(faultsOf(rep("purpose: Inbound mail filtering", "purpose: MAILGATES Σ, Почта, 用途"))).toEqual([]);
  });

  test("an owner's name that holds the id of somebody else", () => {
    const owner = "- servicePrincipal: 55555555-5555-5555-5555-555555555555";
    const lying = `- { servicePrincipal: 55555555-5555-5555-5555-555555555555, name: "Team (33333333-3333-3333-3333-333333333333)" }`;
    expect(faultsOf(rep(owner, lying))).toEqual([
      expect.stringContaining("holds an id, which a reader would take for the owner's; write who it is, in words"),
    ]);
  });
});

describe("what is told of one mistake hides no other", () => {
  test("a full-width colon, a tab, a secret in a comment and a wrong vendor at once", () => {
    const text = rep("vendor: teamconnect", "vendor： teamconnec")
      .replace("    purpose: Inbound", "\tpurpose: Inbound")
      .replace("ticket: CHG0030004", `ticket: CHG0030004 # ${sec}`)
      .replace("expires: 2028-11-20", "expires: 20.11.2028");
    expect(faultsOf(text).map((fault) => fault.replace(/ \(line.*/s, ""))).toEqual([
      "mailgates",
      "mailgates · credentials[0].expires",
      "teamconnect",
      "teamconnect · vendor",
      "live-platform",
    ]);
  });
});

describe("what is right in another form", () => {
  test.each([
    ["a mark of UTF-8 before the text", `\ufeff${dev}`],
    ["lines that end as on Windows", dev.replaceAll("\n", "\r\n")],
    ["lines that end as on an old Macintosh", dev.replaceAll("\n", "\r")],
    ["--- before the text", `---\n${dev}`],
    ["a full-width colon in a text", rep("purpose: Inbound mail filtering", "purpose: 用途：受信メール　承認、済み")],
    ["an emphasis in quotation marks", rep("purpose: Inbound mail filtering", "purpose: “Inbound” mail—filtering")],
    ["the word password in a comment", rep("ticket: CHG0030002", "ticket: CHG0030002 # password: see the safe")],
  ])("%s passes", (_, text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  test("ids are read in small letters, which is how Entra answers them", () => {
    const upper = "ABCDEF55-5555-5555-5555-555555555555";
    const text = rep("55555555-5555-5555-5555-555555555555", upper).replace(
      "    ticket: CHG0030002",
      "    signsIn: [ABCDEF66-5555-5555-5555-555555555555]",
    );
    const { owners, integrations } = parseTenant(text, "tenants/x.yaml");
    expect(owners[1]).toEqual({ servicePrincipal: upper.toLowerCase() });
    expect(integrations.mailgates?.signsIn).toEqual(["abcdef66-5555-5555-5555-555555555555"]);
  });
});
