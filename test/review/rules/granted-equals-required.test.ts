import { describe, expect, test } from "vitest";
import { grantedEqualsRequired } from "../../../review/rules/granted-equals-required.ts";
import { granted, holding } from "../recordings.ts";
import { judged, permission, role, scope } from "./judged.ts";

describe("granted-equals-required", () => {
  test("one list for both", () => {
    expect(judged(grantedEqualsRequired, holding(role("Mail.Read"), scope("User.Read")))).toEqual([]);
  });

  test("asked for alone, or granted alone", () => {
    expect(judged(grantedEqualsRequired, { requested: [role("Mail.Read")] })).toEqual([
      "block [Mail.Read] Mail.Read (application, Microsoft Graph) is requested and not granted.",
    ]);
    expect(judged(grantedEqualsRequired, { granted: [granted(scope("Mail.Read"), ["a"])] })).toEqual([
      "block [Mail.Read] Mail.Read (delegated, Microsoft Graph) is granted and not requested.",
    ]);
  });

  test("the same name as another kind, or on another API, is another permission", () => {
    expect(
      judged(grantedEqualsRequired, { requested: [scope("Mail.Read")], granted: [granted(role("Mail.Read"))] }),
    ).toHaveLength(2);
    const exchange = permission("Office 365 Exchange Online", "application", "Mail.Read");
    expect(
      judged(grantedEqualsRequired, { requested: [role("Mail.Read")], granted: [granted(exchange)] }),
    ).toHaveLength(2);
  });

  test("a consent dialogue adds openid, profile and email by itself; offline_access is no such thing", () => {
    const added = [scope("openid"), scope("profile"), scope("email")].map((entry) => granted(entry));
    expect(judged(grantedEqualsRequired, { granted: added })).toEqual([]);
    expect(judged(grantedEqualsRequired, { granted: [granted(scope("offline_access"))] })).toHaveLength(1);
    expect(judged(grantedEqualsRequired, { requested: [scope("openid")] })).toHaveLength(1);
  });
});
