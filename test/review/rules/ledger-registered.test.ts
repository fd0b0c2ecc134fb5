import { describe, expect, test } from "vitest";
import { ledgerRegistered } from "../../../review/rules/ledger-registered.ts";
import { integration, secret } from "../recordings.ts";
import { judged, today } from "./judged.ts";

const credentials = secret("2026-11-21", "2027-05-15");

describe("ledger-registered", () => {
  test("what Entra gets is the ledger's line", () => {
    expect(judged(ledgerRegistered, { credentials })).toEqual([]);
    expect(judged(ledgerRegistered)).toEqual([]);
  });

  test("another end", () => {
    const registeredEnds = { "2026-11-21": "2036-05-15T00:00:00Z" };
    expect(judged(ledgerRegistered, { credentials: { ...credentials, registeredEnds } })).toEqual([
      "block [2026-11-21] Of the credential 2026-11-21 Entra gets one until 2036-05-15, while the ledger says 2027-05-15.",
    ]);
  });

  test("a credential beside the ledger, with an end or without", () => {
    const registeredEnds = { ...credentials.registeredEnds, spare: "2027-05-15T00:00:00Z", "spare-2": "" };
    expect(judged(ledgerRegistered, { credentials: { ...credentials, registeredEnds } })).toEqual([
      "block [spare] Of the credential spare Entra gets one until 2027-05-15, while the ledger names none.",
      "block [spare-2] Of the credential spare-2 Entra gets one without an end, while the ledger names none.",
    ]);
  });

  test("its place is the line of the ledger", () => {
    const registeredEnds = { "2026-11-21": "2036-05-15T00:00:00Z", spare: "2027-05-15T00:00:00Z" };
    const state = {
      integration: integration({ credentials: { ...credentials, registeredEnds } }),
      definition: undefined,
    };
    expect(ledgerRegistered.check({ ...state, now: today }).map(({ path }) => path)).toEqual([
      "credentials[0]",
      "credentials",
    ]);
  });

  test("a line that issues nothing", () => {
    expect(judged(ledgerRegistered, { credentials: { ...credentials, registeredEnds: {} } })).toEqual([
      "block [2026-11-21] Of the credential 2026-11-21 Entra gets nothing, while the ledger says 2027-05-15.",
    ]);
  });
});
