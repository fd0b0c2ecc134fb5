import { describe, expect, test } from "vitest";
import { credentialCount } from "../../../review/rules/credential-count.ts";
import { judged } from "./judged.ts";

function registered(ends: Readonly<Record<string, string>>) {
  return { credentials: { kind: "secret", schedule: [], registeredEnds: ends } } as const;
}

describe("credential-count", () => {
  test("two live credentials are what a renewal takes; an ended one does not count", () => {
    expect(
      judged(
        credentialCount,
        registered({
          "2026-05-01": "2026-12-01T00:00:00Z",
          "2026-08-01": "2027-02-01T00:00:00Z",
          "2026-11-21": "2027-05-15T00:00:00Z",
        }),
      ),
    ).toEqual([]);
  });

  test("a third live one is refused, in no line of the schedule or without an end too", () => {
    expect(
      judged(
        credentialCount,
        registered({ "2026-05-01": "2026-12-02T00:00:00Z", "2026-11-21": "2027-05-15T00:00:00Z", spare: "" }),
      ),
    ).toEqual([
      "block [] mailgates holds 3 live credentials (2026-05-01, 2026-11-21, spare); two live credentials for one holder are what a renewal takes.",
    ]);
  });

  test("one instance holds one credential; a second one shares it", () => {
    expect(judged(credentialCount, { instances: ["contosodev"] })).toEqual([]);
    expect(judged(credentialCount, { instances: ["contoso", "contosodev"] })).toEqual([
      "warn [] mailgates holds one credential for 2 instances (contoso, contosodev); two live credentials for one holder are what a renewal takes.",
    ]);
  });
});
