import { describe, expect, test } from "vitest";
import { secretLifetime } from "../../../review/rules/secret-lifetime.ts";
import { secret } from "../recordings.ts";
import { judged } from "./judged.ts";

describe("secret-lifetime", () => {
  test("179 days are short enough", () => {
    expect(judged(secretLifetime, { credentials: secret("2026-11-21", "2027-05-19") })).toEqual([]);
    expect(judged(secretLifetime)).toEqual([]);
  });

  test("180 days need an exception: policies of tenants compare with less than", () => {
    expect(judged(secretLifetime, { credentials: secret("2026-11-21", "2027-05-20") })).toEqual([
      "accept [2026-11-21] The client secret of 2026-11-21 lives 180 days (it expires 2027-05-20); fewer than 180 days are the rule.",
    ]);
  });

  test("366 days may still be accepted, 367 only for the vendor's page", () => {
    expect(judged(secretLifetime, { credentials: secret("2026-11-21", "2027-11-22") })).toEqual([
      "accept [2026-11-21] The client secret of 2026-11-21 lives 366 days (it expires 2027-11-22); fewer than 180 days are the rule.",
    ]);
    expect(judged(secretLifetime, { credentials: secret("2026-11-21b", "2027-11-23") })).toEqual([
      "vendor [2026-11-21b] The client secret of 2026-11-21b lives 367 days (it expires 2027-11-23); fewer than 180 days are the rule.",
    ]);
  });

  test("one that Entra gets without an end is refused", () => {
    const credentials = { ...secret("2026-11-21", "2027-05-15"), registeredEnds: { "2026-11-21": "" } };
    expect(judged(secretLifetime, { credentials })).toEqual([
      "block [2026-11-21] The client secret of 2026-11-21 lives without an end; fewer than 180 days are the rule.",
    ]);
  });

  test("a certificate is not its business", () => {
    const credentials = { ...secret("2026-11-21", "2028-11-20"), kind: "certificate" } as const;
    expect(judged(secretLifetime, { credentials })).toEqual([]);
  });
});
