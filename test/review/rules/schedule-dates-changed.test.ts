import { describe, expect, test } from "vitest";
import type { RecordedIntegration } from "../../../review/recording.ts";
import { scheduleDatesChanged } from "../../../review/rules/schedule-dates-changed.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration, secret } from "../recordings.ts";
import { judgedChange } from "./judged.ts";

function issued(
  inputs: Readonly<Record<string, unknown>>,
  type: string = tokens.password,
): Partial<RecordedIntegration> {
  const resources = [registration(type, "mailgates-2026-11-21", { below: "mailgates", inputs })];
  return { credentials: secret("2026-11-21", "2027-05-15"), resources };
}

const inputs = { displayName: "mailgates 2026-11-21", endDate: "2027-05-15T00:00:00Z" };

describe("schedule-dates-changed", () => {
  test("a line that stays, that is confirmed, that comes or goes", () => {
    const confirmed = { credentials: secret("2026-11-21", "2027-05-15", "2026-11-25") };
    expect(judgedChange(scheduleDatesChanged, issued(inputs), issued(inputs))).toEqual([]);
    expect(judgedChange(scheduleDatesChanged, issued(inputs), confirmed)).toEqual([]);
    expect(
      judgedChange(scheduleDatesChanged, issued(inputs), { credentials: secret("2026-12-01", "2027-05-15") }),
    ).toEqual([]);
    expect(judgedChange(scheduleDatesChanged, undefined, issued(inputs))).toEqual([]);
  });

  test("another end, earlier or later", () => {
    expect(
      judgedChange(
        scheduleDatesChanged,
        { credentials: secret("2026-11-21", "2027-05-15") },
        { credentials: secret("2026-11-21", "2027-05-14") },
      ),
    ).toEqual([
      "block [2026-11-21] The live credential of 2026-11-21 would be deleted and made anew: its end changes from 2027-05-15 to 2027-05-14.",
    ]);
  });

  test("another end, name or key id in the code, under the same line", () => {
    expect(
      judgedChange(scheduleDatesChanged, issued(inputs), issued({ ...inputs, endDate: "2036-05-15T00:00:00Z" })),
    ).toEqual([
      "block [2026-11-21] The live credential of 2026-11-21 would be deleted and made anew: its end changes from 2027-05-15 to 2036-05-15.",
    ]);
    expect(judgedChange(scheduleDatesChanged, issued(inputs), issued({ ...inputs, displayName: "renamed" }))).toEqual([
      "block [2026-11-21] The live credential of 2026-11-21 would be deleted and made anew: its name changes from mailgates 2026-11-21 to renamed.",
    ]);
    expect(
      judgedChange(
        scheduleDatesChanged,
        issued({ keyId: "a" }, tokens.certificate),
        issued({ keyId: "b" }, tokens.certificate),
      ),
    ).toEqual([
      "block [2026-11-21] The live credential of 2026-11-21 would be deleted and made anew: its key id changes from a to b.",
    ]);
  });

  test("another kind", () => {
    expect(judgedChange(scheduleDatesChanged, issued(inputs), issued(inputs, tokens.certificate))).toEqual([
      "block [2026-11-21] The live credential of 2026-11-21 would be deleted and made anew: it becomes a credential of another kind.",
    ]);
  });

  test("an input that is left out keeps what Entra has", () => {
    const { endDate: _, ...rest } = inputs;
    expect(judgedChange(scheduleDatesChanged, issued(inputs), issued(rest))).toEqual([]);
  });

  test("a rename with `formerly` changes nothing of what was issued", () => {
    const renamed = {
      ...issued({}),
      name: "gateway",
      resources: [registration(tokens.password, "gateway-2026-11-21", { below: "gateway", inputs })],
    };
    expect(judgedChange(scheduleDatesChanged, issued(inputs), renamed)).toEqual([]);
  });
});
