import { describe, expect, test } from "vitest";
import { outsideIntegration } from "../../../review/rules/outside-integration.ts";
import { registration } from "../recordings.ts";
import { judgedStack } from "./judged.ts";

describe("outside-integration", () => {
  test.each([
    ["azuread:index/application:Application", "Application"],
    ["azuread:index/applicationPassword:ApplicationPassword", "ApplicationPassword"],
    ["azuread:index/appRoleAssignment:AppRoleAssignment", "AppRoleAssignment"],
    ["azuread:index/directoryRoleAssignment:DirectoryRoleAssignment", "DirectoryRoleAssignment"],
    ["azuread:index/groupMember:GroupMember", "GroupMember"],
    ["azure-native:authorization:RoleAssignment", "RoleAssignment"],
    ["msgraph:index/resource:Resource", "Resource"],
    ["azure-native:keyvault:Secret", "Secret"],
  ])("%s is refused", (type, word) => {
    expect(judgedStack(outsideIntegration, [], { outside: [registration(type, "shadow")] })).toEqual([
      `block [shadow] shadow (${word}) stands outside every integration, so no vendor, owner or end is named for it.`,
    ]);
  });

  test("a vault, a name, a key that nobody uses, and a component are not", () => {
    const outside = [
      registration("azure-native:keyvault:Vault", "vault"),
      registration("random:index/randomPet:RandomPet", "name"),
      registration("tls:index/privateKey:PrivateKey", "key"),
      registration("azuread:index:Bundle", "bundle", { custom: false }),
    ];
    expect(judgedStack(outsideIntegration, [], { outside })).toEqual([]);
  });

  test("nor what stands inside", () => {
    const resources = [
      registration("azuread:index/application:Application", "mailgates-application", { below: "mailgates" }),
    ];
    expect(judgedStack(outsideIntegration, [{ resources }])).toEqual([]);
  });
});
