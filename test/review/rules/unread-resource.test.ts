import { expect, test } from "vitest";
import { recordingOf } from "../../../review/reading/recording.ts";
import { unreadResource } from "../../../review/rules/unread-resource.ts";
import { recordedDev } from "../../recorded.ts";
import { registration } from "../recordings.ts";
import { judgedStack } from "./judged.ts";

test.each([
  "azuread:index/applicationRedirectUris:ApplicationRedirectUris",
  "azuread:index/groupMember:GroupMember",
  "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy",
  "azure-native:authorization:RoleAssignment",
])("%s is refused", (type) => {
  const resources = [registration(type, "mailgates-extra", { below: "mailgates" })];
  expect(judgedStack(unreadResource, [{ resources }])).toEqual([
    `block [mailgates-extra] mailgates-extra is of a type that no rule reads (${type}), so nobody can tell what it gives.`,
  ]);
});

test("nor may it stand outside every integration, where nobody answers for it", () => {
  const outside = [
    registration("random:index/randomPet:RandomPet", "name"),
    registration("azure-native:keyvault:Vault", "vault"),
    registration("tls:index/privateKey:PrivateKey", "key"),
    registration("azuread:index:Bundle", "bundle", { custom: false }),
  ];
  expect(judgedStack(unreadResource, [], { outside })).toEqual([
    "block [name] name is of a type that no rule reads (random:index/randomPet:RandomPet), so nobody can tell what it gives.",
    "block [vault] vault is of a type that no rule reads (azure-native:keyvault:Vault), so nobody can tell what it gives.",
  ]);
});

test("a component is only a folder, and the recorder itself reports commands and dynamic providers", () => {
  const resources = [
    registration("m365:index:Part", "mailgates-part", { below: "mailgates", custom: false }),
    registration("command:local:Command", "mailgates-command", { below: "mailgates" }),
    registration("pulumi-nodejs:dynamic:Resource", "mailgates-dynamic", { below: "mailgates" }),
  ];
  expect(judgedStack(unreadResource, [{ resources }])).toEqual([]);
});

test("everything that the component registers is read", async () => {
  const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
  const { integrations } = recordingOf(await recordedDev(), from);
  expect(judgedStack(unreadResource, integrations)).toEqual([]);
});
