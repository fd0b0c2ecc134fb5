import { expect, test } from "vitest";
import { privateKeyInState } from "../../../review/rules/private-key-in-state.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

test("a private key that the program makes is said, once", () => {
  const key = (issued: string) => registration(tokens.privateKey, `mailgates-${issued}`, { below: "mailgates" });
  expect(judged(privateKeyInState, { resources: [key("2026-11-21"), key("2027-02-19")] })).toEqual([
    "warn [] The private key of mailgates is made here, so it stays in the stack's state, encrypted with the state's key.",
  ]);
});

test("a certificate without its key is not", () => {
  const resources = [registration(tokens.certificate, "mailgates-2026-11-21", { below: "mailgates" })];
  expect(judged(privateKeyInState, { resources })).toEqual([]);
});
