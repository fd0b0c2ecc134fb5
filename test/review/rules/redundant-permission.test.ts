import { describe, expect, test } from "vitest";
import { redundantPermission } from "../../../review/rules/redundant-permission.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role, scope } from "./judged.ts";

function subjects(...permissions: readonly ReturnType<typeof role>[]): string[] {
  return judged(redundantPermission, holding(...permissions)).map((said) => said.slice(6).split("]")[0] ?? "");
}

describe("redundant-permission", () => {
  test("the narrower of two is the subject", () => {
    expect(judged(redundantPermission, holding(scope("Files.Read"), scope("Files.ReadWrite")))).toEqual([
      "warn [Files.Read] Files.Read (delegated, Microsoft Graph) gives nothing beyond Files.ReadWrite, which is there too.",
    ]);
    expect(subjects(scope("Files.Read"), scope("Files.Read.All"))).toEqual(["Files.Read"]);
    expect(subjects(role("Sites.Read.All"), role("Sites.FullControl.All"))).toEqual(["Sites.Read.All"]);
  });

  test("app roles of mail reach every mailbox, with or without .All", () => {
    expect(subjects(role("Mail.Read"), role("Mail.ReadBasic"), role("Mail.ReadBasic.All"))).toEqual([
      "Mail.ReadBasic",
      "Mail.ReadBasic.All",
    ]);
  });

  test("two of one reach are not narrower than each other", () => {
    expect(subjects(role("Mail.ReadBasic"), role("Mail.ReadBasic.All"))).toEqual([]);
    expect(subjects(scope("Mail.Read.Shared"), scope("Mail.ReadWrite"))).toEqual([]);
    expect(subjects(scope("Files.ReadWrite"), scope("Files.Read.All"))).toEqual([]);
    expect(subjects(scope("Mail.Read"), scope("Mail.ReadWrite.Shared"))).toEqual([]);
  });

  test("not across kinds, APIs or things", () => {
    expect(subjects(scope("Mail.Read"), role("Mail.ReadWrite"))).toEqual([]);
    expect(
      subjects(role("Mail.Read"), permission("Office 365 Exchange Online", "application", "Mail.ReadWrite")),
    ).toEqual([]);
    expect(subjects(scope("ChannelMember.Read.All"), scope("TeamMember.ReadWrite.All"))).toEqual([]);
  });

  test("User.Read is also how a user signs in", () => {
    expect(subjects(scope("User.Read"), scope("User.ReadWrite.All"))).toEqual([]);
  });
});
