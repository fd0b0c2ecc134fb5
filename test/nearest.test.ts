import { describe, expect, it } from "vitest";
import { nearest } from "../components/nearest.ts";

describe("the nearest word", () => {
  it.each([
    ["another letter case", "mail.read", ["Mail.Send", "Mail.Read"], "Mail.Read"],
    ["other separators", "redirect-uris", ["instances", "redirectUris"], "redirectUris"],
    ["blanks around it", " purpose ", ["purpose"], "purpose"],
    ["one wrong letter", "adress", ["receive", "address"], "address"],
    ["two letters changed places", "onwers", ["domain", "owners"], "owners"],
    ["two letters changed places in a short word", "chekc", ["review", "check"], "check"],
    ["the fewest errors, wherever it stands", "Mail.Reat", ["Mail.Rea", "Mail.Read", "Mail.React"], "Mail.Rea"],
    [
      "a part that only one has",
      "Exchange",
      ["Microsoft Graph", "Office 365 Exchange Online"],
      "Office 365 Exchange Online",
    ],
    ["the beginning that only one has", "mailgates", ["live-platform", "mailgates-sigma"], "mailgates-sigma"],
  ])("bridges %s", (_, word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  it("prefers the same word in another letter case to everything nearer in the list", () => {
    expect(nearest("TEAM", ["tea", "team"])).toBe("team");
  });

  it.each([
    ["nonsense", "banana", ["purpose", "contact", "ticket"]],
    ["nothing at all", "", ["a", "ab"]],
    ["blanks", "  ", ["a b"]],
    ["a word of two letters", "ab", ["ac"]],
    ["a part that several have", "Mail", ["Mail.Read", "Mail.Send"]],
    ["another word of the same form", "EWS.AccessAsApp", ["POP.AccessAsApp"]],
    ["another role with a similar name", "Company Administrator", ["Compliance Administrator"]],
    ["an empty list", "Mail.Read", []],
  ])("suggests nothing for %s", (_, word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });

  it("is not held up by a huge word", () => {
    expect(nearest("x".repeat(1_000_000), ["Mail.Read", "Mail.Send"])).toBeUndefined();
  });
});
