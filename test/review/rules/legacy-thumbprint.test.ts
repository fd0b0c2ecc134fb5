import { expect, test } from "vitest";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { servicenowTeams } from "../../../components/vendors/servicenow-teams.ts";
import { legacyThumbprint } from "../../../review/rules/legacy-thumbprint.ts";
import { judged } from "./judged.ts";

const said = [
  "warn [] mailgates names its certificate by the SHA-1 thumbprint, which Microsoft's own assertions no longer use.",
];

test("a SHA-1 thumbprint is said, in either form", () => {
  expect(judged(legacyThumbprint, {}, { definition: servicenowTeams })).toEqual(said);
  const definition = { ...servicenowTeams, credential: { kind: "certificate", thumbprint: "sha1Hex" } } as const;
  expect(judged(legacyThumbprint, {}, { definition })).toEqual(said);
});

test("a SHA-256 thumbprint, a secret and an unknown vendor are not its business", () => {
  const definition = {
    ...servicenowTeams,
    credential: { kind: "certificate", thumbprint: "sha256Base64Url" },
  } as const;
  expect(judged(legacyThumbprint, {}, { definition })).toEqual([]);
  expect(judged(legacyThumbprint, {}, { definition: mailgatesSigma })).toEqual([]);
  expect(judged(legacyThumbprint)).toEqual([]);
});
