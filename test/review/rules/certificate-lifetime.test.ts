import { describe, expect, test } from "vitest";
import { certificateLifetime } from "../../../review/rules/certificate-lifetime.ts";
import { secret } from "../recordings.ts";
import { judged } from "./judged.ts";

function certificate(issued: string, expires: string) {
  return { ...secret(issued, expires), kind: "certificate" } as const;
}

describe("certificate-lifetime", () => {
  test("180 days are short enough", () => {
    expect(judged(certificateLifetime, { credentials: certificate("2026-11-21", "2027-05-20") })).toEqual([]);
  });

  test("181 to 365 days are said", () => {
    expect(judged(certificateLifetime, { credentials: certificate("2026-11-21", "2027-05-21") })).toEqual([
      "warn [2026-11-21] The certificate of 2026-11-21 lives 181 days (it expires 2027-05-21); at most 180 days are the rule.",
    ]);
    expect(judged(certificateLifetime, { credentials: certificate("2026-11-21", "2027-11-21") })).toEqual([
      "warn [2026-11-21] The certificate of 2026-11-21 lives 365 days (it expires 2027-11-21); at most 180 days are the rule.",
    ]);
  });

  test("366 days are refused", () => {
    expect(judged(certificateLifetime, { credentials: certificate("2026-11-21", "2027-11-22") })).toEqual([
      "block [2026-11-21] The certificate of 2026-11-21 lives 366 days (it expires 2027-11-22); at most 180 days are the rule.",
    ]);
  });

  test("a secret is not its business", () => {
    expect(judged(certificateLifetime, { credentials: secret("2026-11-21", "2028-11-20") })).toEqual([]);
  });
});
