import { describe, expect, test } from "vitest";
import { knownPermission } from "../../../review/rules/known-permission.ts";
import { holding } from "../recordings.ts";
import { judged, permission, role } from "./judged.ts";

const graph = { api: "Microsoft Graph", appId: "00000003-0000-0000-c000-000000000000" } as const;

describe("known-permission", () => {
  test("what the catalog knows, retired or not", () => {
    expect(judged(knownPermission, holding(role("Mail.Read")))).toEqual([]);
    const retired = permission("Office 365 Exchange Online", "application", "full_access_as_app");
    expect(judged(knownPermission, holding(retired))).toEqual([]);
  });

  test("a misspelt scope: the nearest name is said", () => {
    const misspelt = {
      ...graph,
      kind: "delegated",
      name: "IMAP.Access.AsUser.All",
      id: "IMAP.Access.AsUser.All",
    } as const;
    expect(judged(knownPermission, holding(misspelt))).toEqual([
      'block [IMAP.Access.AsUser.All] The catalog does not know what mailgates asks for: "IMAP.Access.AsUser.All" is not a delegated permission of Microsoft Graph: did you mean IMAP.AccessAsUser.All?',
    ]);
  });

  test("an id of another kind, or of an API that nobody knows", () => {
    const id = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca";
    const [wrongKind = ""] = judged(knownPermission, holding({ ...graph, kind: "application", name: id, id }));
    expect(wrongKind.startsWith(`block [${id}] The catalog does not know what mailgates asks for: "${id}"`)).toBe(true);
    const api = "99999999-0000-0000-0000-000000000000";
    expect(judged(knownPermission, holding({ api, appId: api, kind: "application", name: id, id }))).toHaveLength(1);
  });
});
