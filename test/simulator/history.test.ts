import { expect, it } from "vitest";
import { sandboxIds } from "../../simulator/directory/seed.ts";
import { historyOf } from "../../simulator/history.ts";
import { sandbox } from "./sandbox.ts";

it("keeps the newest requests and counts them all", () => {
  const history = historyOf(3);
  for (let count = 1; count <= 7; count += 1)
    history.add(
      { time: "", method: "GET", path: `/${count}`, status: 200, write: count % 2 === 0, actor: null, fault: null },
      [],
    );
  expect(history.kept.map(({ seq, path }) => `${seq} ${path}`)).toEqual(["4 /4", "5 /5", "6 /6", "7 /7"]);
  expect(history.counts).toEqual({ requests: 7, writes: 3 });
});

it("tells who did what, and what it changed, without a secret", async () => {
  const tenant = await sandbox();
  const { id } = (await tenant.graph("POST", "/v1.0/applications", { displayName: "a" })).body;
  const { secretText } = (await tenant.graph("POST", `/v1.0/applications/${id}/addPassword`, {})).body;
  const deployer = { clientId: sandboxIds.deployerClientId, objectId: sandboxIds.deployerObjectId };
  const entries = tenant.history.filter(({ write }) => write);
  expect(entries).toMatchObject([
    {
      seq: 2,
      time: "2026-01-01T00:00:00.000Z",
      method: "POST",
      path: "/graph/v1.0/applications",
      status: 201,
      actor: deployer,
      fault: null,
      changes: [
        { collection: "applications", id, before: null, after: { displayName: "a", owners: [deployer.objectId] } },
      ],
    },
    {
      seq: 4,
      path: `/graph/v1.0/applications/${id}/addPassword`,
      changes: [
        { id, before: { passwordCredentials: [] }, after: { passwordCredentials: [{ hint: secretText.slice(0, 3) }] } },
      ],
    },
  ]);
  expect(tenant.history[0]).toMatchObject({ seq: 1, write: false, actor: deployer, changes: [] });
  const { keyring } = tenant.tenant.directory.applications.get(id) ?? { keyring: { secrets: {} } };
  const [hash = ""] = Object.values(keyring.secrets);
  const text = JSON.stringify(tenant.history);
  expect([text.includes(secretText), text.includes(hash), hash === ""]).toEqual([false, false, false]);
});

it("has nobody for a request that nobody's token came with, and no change for one that was refused", async () => {
  const tenant = await sandbox();
  await tenant.send("POST", "/graph/v1.0/applications", { displayName: "a" }, "forged");
  await tenant.graph("POST", "/v1.0/applications", {});
  expect(tenant.history.filter(({ write }) => write)).toMatchObject([
    { status: 401, actor: null, changes: [] },
    { status: 400, actor: { clientId: sandboxIds.deployerClientId }, changes: [] },
  ]);
});
