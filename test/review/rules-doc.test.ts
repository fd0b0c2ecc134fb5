/** docs/rules.md is what the rules say today. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulesDocument, rulesDocumentFile } from "../../review/rules-doc.ts";

const document = readFileSync(rulesDocumentFile, "utf8");

test("docs/rules.md is current: `npm run rules-doc` writes it", () => {
  expect(document).toBe(rulesDocument());
});

test("it says of each rule what it finds, what to do, who judges and whence it comes", () => {
  expect(document).toContain(`### consent-breadth

> One account authorizes {integration}, yet it may act for everyone who signs in: {scopes}.

Name the account that authorizes in \`signsIn\`.

- Level: warn (said, never refused)
- Judged by: The review and the policy pack.
- Source: Microsoft Graph, oauth2PermissionGrant (consentType)`);
});

test("it says which rules only the review can judge, and why", () => {
  const entry = (name: string) => document.split(`### ${name}\n`)[1]?.split("###")[0] ?? "";
  expect(entry("schedule-add-and-retire")).toContain(
    "The review alone: it compares the state before with the one after.",
  );
  expect(entry("granted-equals-required")).toContain(
    "The review alone: it compares what the application requests with the grants that are registered.",
  );
  expect(entry("unjudgeable")).toContain("Judged by: The review alone.");
});

test("what only the live tenant can tell is listed and not judged", () => {
  const live = document.split("## Only the live tenant can tell")[1] ?? "";
  expect(live).toContain("**tenant-credential-policy**");
  expect(live).toContain("**tenant-consent**");
});
