import { resolve } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { ownDefinitionsOf } from "./own-definitions.ts";
import { packName, policies } from "./pack.ts";

const root = resolve(import.meta.dirname, "..");

new PolicyPack(packName, {
  policies: policies(() => new Date().toISOString().slice(0, 10), ownDefinitionsOf(root, process.env.PULUMI_STACK)),
});
