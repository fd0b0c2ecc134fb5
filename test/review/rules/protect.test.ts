import { describe, expect, test } from "vitest";
import { protect } from "../../../review/rules/protect.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judgedChange } from "./judged.ts";

const suspended = { suspended: { since: "2026-11-01", reason: "contract ends" }, enabled: false };

describe("protect", () => {
  test("protection that stays, that comes, that a play tenant never had", () => {
    expect(judgedChange(protect, { protected: true }, { protected: true })).toEqual([]);
    expect(judgedChange(protect, { protected: false }, { protected: true })).toEqual([]);
    const disposable = { protectionRequested: false, protected: false };
    expect(judgedChange(protect, disposable, disposable)).toEqual([]);
    expect(judgedChange(protect, undefined, disposable)).toEqual([]);
  });

  test("what is new in a real tenant is protected from the first day", () => {
    expect(judgedChange(protect, undefined, { protected: false })).toEqual([
      "block [] mailgates is not protected, though its tenant is not disposable.",
    ]);
  });

  test("it is lifted only by leaving, and only from what an earlier change suspended", () => {
    const leaving = { ...suspended, protected: false, leaving: true };
    expect(judgedChange(protect, suspended, leaving)).toEqual([]);
    expect(judgedChange(protect, suspended, { ...suspended, protected: false })).toEqual([
      "block [] mailgates loses its protection without `leaving`.",
    ]);
    expect(judgedChange(protect, {}, leaving)).toEqual([
      "block [] mailgates is leaving, but no earlier change suspended it.",
    ]);
    expect(judgedChange(protect, { ...suspended, enabled: true }, leaving)).toHaveLength(1);
  });

  test("the application and the principal, or neither", () => {
    const resources = [
      registration(tokens.application, "mailgates-application", { below: "mailgates", protect: true }),
      registration(tokens.principal, "mailgates-principal", { below: "mailgates" }),
    ];
    const whole = resources.map((registered) => ({ ...registered, protect: true }));
    expect(judgedChange(protect, undefined, { protected: true, resources: whole })).toEqual([]);
    expect(judgedChange(protect, undefined, { protected: false, resources })).toEqual([
      "block [] mailgates is protected on only one of application and service principal.",
    ]);
  });

  test("that the engine refuses a deletion is not its business", () => {
    expect(judgedChange(protect, { protected: true }, undefined)).toEqual([]);
  });
});
