import { PolicyPack } from "@pulumi/policy";
import { packName, policies } from "./pack.ts";

new PolicyPack(packName, { policies: policies(() => new Date().toISOString().slice(0, 10)) });
