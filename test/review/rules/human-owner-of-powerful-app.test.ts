import { describe, expect, test } from "vitest";
import { humanOwnerOfPowerfulApp } from "../../../review/rules/human-owner-of-powerful-app.ts";
import { holding } from "../recordings.ts";
import { judged, role, scope } from "./judged.ts";

const deployer = { id: "33333333-3333-3333-3333-333333333333", kind: "servicePrincipal" } as const;
const person = { id: "99999999-9999-9999-9999-999999999999", kind: "user" } as const;
const somebody = { id: "88888888-8888-8888-8888-888888888888", kind: "unknown" } as const;

describe("human-owner-of-powerful-app", () => {
  test("service principals may own what is powerful, people what is not", () => {
    const owners = { application: [deployer], principal: [deployer] };
    expect(judged(humanOwnerOfPowerfulApp, { owners, ...holding(role("Mail.Read")) })).toEqual([]);
    const people = { application: [person, somebody], principal: [person] };
    expect(
      judged(humanOwnerOfPowerfulApp, { owners: people, ...holding(role("Group.Read.All"), scope("Mail.ReadWrite")) }),
    ).toEqual([]);
  });

  test("a person, and whoever is not known to be none, each once", () => {
    const owners = { application: [deployer, person], principal: [person, somebody] };
    expect(
      judged(humanOwnerOfPowerfulApp, {
        owners,
        ...holding(role("Mail.Read"), role("RoleManagement.ReadWrite.Directory")),
      }),
    ).toEqual([
      "accept [99999999-9999-9999-9999-999999999999] 99999999-9999-9999-9999-999999999999, a person, can make a credential for mailgates as its owner and then use Mail.Read and RoleManagement.ReadWrite.Directory.",
      "accept [88888888-8888-8888-8888-888888888888] 88888888-8888-8888-8888-888888888888, who may be a person, can make a credential for mailgates as its owner and then use Mail.Read and RoleManagement.ReadWrite.Directory.",
    ]);
  });

  test("a directory role is power too", () => {
    const directoryRoles = [
      { name: "Teams Administrator", templateId: "69091246-20e8-4a56-aa4d-066075b2a7a8", scope: "/" },
    ];
    expect(
      judged(humanOwnerOfPowerfulApp, { owners: { application: [person], principal: [] }, directoryRoles }),
    ).toEqual([
      "accept [99999999-9999-9999-9999-999999999999] 99999999-9999-9999-9999-999999999999, a person, can make a credential for mailgates as its owner and then use Teams Administrator.",
    ]);
  });
});
