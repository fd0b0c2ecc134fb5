import { expect, test } from "vitest";
import { recordingOf } from "../../../review/reading/recording.ts";
import { vaultEntry } from "../../../review/rules/vault-entry.ts";
import { tokens } from "../../../review/tokens.ts";
import { recordedDev } from "../../recorded.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

async function mailgates() {
  const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
  const found = recordingOf(await recordedDev(), from).integrations.find(({ name }) => name === "mailgates");
  if (!found?.resolved) throw new Error("no mailgates");
  return { name: found.name, resolved: found.resolved, resources: found.resources };
}

const kept = { resourceGroupName: "rg-identity", vaultName: "kv-m365", secretName: "mailgates-2026-11-21" };

test("the entry of a scheduled credential in the file's vault is none", async () => {
  expect(judged(vaultEntry, await mailgates())).toEqual([]);
  const resources = [registration(tokens.vaultSecret, "mailgates-2026-11-21", { below: "mailgates", inputs: kept })];
  expect(judged(vaultEntry, { ...(await mailgates()), resources })).toEqual([]);
});

test.each([
  ["mailgates-2026-11-21", { ...kept, vaultName: "kv-theirs" }, "kv-theirs/mailgates-2026-11-21"],
  ["mailgates-2026-11-21", { ...kept, resourceGroupName: "rg-theirs" }, "kv-m365/mailgates-2026-11-21"],
  ["mailgates-2026-11-21", { ...kept, secretName: "copy" }, "kv-m365/copy"],
  ["mailgates-copy", kept, "kv-m365/mailgates-2026-11-21"],
])("%s elsewhere is refused", async (name, inputs, place) => {
  const resources = [registration(tokens.vaultSecret, name, { below: "mailgates", inputs })];
  expect(judged(vaultEntry, { ...(await mailgates()), resources })).toEqual([
    `block [${name}] ${name} puts a secret into ${place}, which is not where the file keeps a credential of mailgates.`,
  ]);
});
