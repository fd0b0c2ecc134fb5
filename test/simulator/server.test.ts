/** A tenant on sockets and in its folder. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clockFrom } from "../../simulator/clock.ts";
import { emptyDirectory } from "../../simulator/directory/directory.ts";
import { persistence, readKept } from "../../simulator/directory/file.ts";
import type { Fault } from "../../simulator/faults/rule.ts";
import { type SimulatedTenant, startTenant } from "../../simulator/server.ts";

let folder: string;
const running: SimulatedTenant[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenant-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((tenant) => tenant.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(path = folder): Promise<SimulatedTenant> {
  const tenant = await startTenant({ folder: path, clock: clockFrom("2026-01-01T00:00:00Z") });
  running.push(tenant);
  return tenant;
}

/** A process that creates applications without end, and prints the id of each that was answered. */
const answersWrites = `
import { clockFrom } from "./simulator/clock.ts";
import { startTenant } from "./simulator/server.ts";
const tenant = await startTenant({ folder: process.argv[1], clock: clockFrom("2026-01-01T00:00:00Z") });
const { clientId: client_id, clientSecret: client_secret } = tenant.deployer;
const form = { client_id, client_secret, grant_type: "client_credentials", scope: tenant.graphUrl + "/.default" };
const body = new URLSearchParams(form);
const token = await fetch(tenant.loginUrl + "/" + tenant.tenantId + "/oauth2/v2.0/token", { method: "POST", body });
const headers = { Authorization: "Bearer " + (await token.json()).access_token, "Content-Type": "application/json" };
for (let count = 0; ; count += 1) {
  const created = { method: "POST", headers, body: JSON.stringify({ displayName: "a" + count }) };
  console.log((await (await fetch(tenant.graphUrl + "/v1.0/applications", created)).json()).id);
}`;

async function graph(tenant: SimulatedTenant, method: string, path: string, body?: object) {
  const form = {
    client_id: tenant.deployer.clientId,
    client_secret: tenant.deployer.clientSecret,
    grant_type: "client_credentials",
    scope: `${tenant.graphUrl}/.default`,
  };
  const address = `${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`;
  const { access_token } = (await (
    await fetch(address, { method: "POST", body: new URLSearchParams(form) })
  ).json()) as {
    access_token: string;
  };
  const response = await fetch(tenant.graphUrl + path, {
    method,
    headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { connection: response.headers.get("connection"), body: (await response.json()) as Record<string, unknown> };
}

/** GET over TLS, trusting the tenant's own certificate and nothing else. */
function getTrusting(url: string, certificateFile: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = get(url, { ca: readFileSync(certificateFile) }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    });
    request.on("error", reject);
  });
}

describe("startTenant", () => {
  it("serves the metadata document over TLS with a certificate that its file makes trusted; no address ends in a slash", async () => {
    const tenant = await start();
    const url = `https://${tenant.metadataHost}/metadata/endpoints?api-version=2022-09-01`;
    expect(await getTrusting(url, tenant.certificateFile)).toEqual({
      name: "SimulatedTenant",
      resourceManager: tenant.armUrl,
      microsoftGraphResourceId: tenant.graphUrl,
      authentication: {
        loginEndpoint: tenant.loginUrl,
        audiences: [tenant.armUrl],
        tenant: "common",
        identityProvider: "AAD",
      },
    });
    expect([tenant.armUrl, tenant.graphUrl, tenant.loginUrl].filter((address) => address.endsWith("/"))).toEqual([]);
  });

  it("closes every connection: the provider opens one for each request", async () => {
    const { connection } = await graph(await start(), "GET", "/v1.0/domains");
    expect(connection).toBe("close");
  });

  it("goes on after a restart where it was: the same objects, secrets and deployer", async () => {
    const first = await start();
    const { body } = await graph(first, "POST", "/v1.0/applications", { displayName: "mail" });
    await first.close();
    const second = await start();
    expect(second.deployer).toEqual(first.deployer);
    expect(second.snapshot()).toEqual(first.snapshot());
    expect((await graph(second, "GET", `/v1.0/applications/${body.id}`)).body.displayName).toBe("mail");
  });

  it("has every answered write after a kill -9: what was answered is in the file or in the journal beside it", async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", answersWrites, folder], {
      cwd: join(import.meta.dirname, "..", ".."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const answered: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      answered.push(line);
      if (answered.length === 25) child.kill("SIGKILL");
    }
    const path = join(folder, "directory.json");
    const kept = readKept(path);
    expect(answered.length).toBeGreaterThanOrEqual(25);
    expect(answered.filter((id) => !kept?.directory.applications.has(id))).toEqual([]);
    const again = await start();
    expect(again.snapshot().applications.length).toBeGreaterThanOrEqual(answered.length);
    expect(readdirSync(folder)).not.toContain("directory.journal");
  });

  describe("the journal", () => {
    /** A closed tenant's file, and lines as a killed process leaves them. */
    async function killed(linesOf: (identity: string, line: (id: string, row: object | null) => string) => string) {
      const tenant = await start();
      const { body } = await graph(tenant, "POST", "/v1.0/applications", { displayName: "mail" });
      await tenant.close();
      const path = join(folder, "directory.json");
      const row = readKept(path)?.directory.applications.get(String(body.id)) as object;
      const line = (id: string, written: object | null, identity = tenant.identity) =>
        `${JSON.stringify({ identity, now: "2026-02-01T00:00:00.000Z", rows: [["applications", id, written && row]] })}\n`;
      writeFileSync(join(folder, "directory.journal"), linesOf(tenant.identity, line));
      return { path, id: String(body.id) };
    }
    const idsIn = (path: string) => [...(readKept(path)?.directory.applications.keys() ?? [])];

    it("ignores a last line that is cut off, which nobody was answered", async () => {
      const { path } = await killed((_, line) => `${line("one", {})}${line("two", {}).slice(0, 200)}`);
      expect([idsIn(path).includes("one"), idsIn(path).includes("two")]).toEqual([true, false]);
      expect(readKept(path)?.now).toBe("2026-02-01T00:00:00.000Z");
    });

    it("takes lines in their order, and a row that is gone as gone", async () => {
      const { path } = await killed((_, line) => `${line("one", {})}${line("two", {})}${line("one", null)}`);
      expect([idsIn(path).includes("one"), idsIn(path).includes("two")]).toEqual([false, true]);
    });

    it("ignores another tenant's lines, and refuses a line that is no JSON", async () => {
      const { path } = await killed((own, line) => line("one", {}).replace(own, "another"));
      expect(idsIn(path)).not.toContain("one");
      writeFileSync(join(folder, "directory.journal"), "{\n");
      expect(() => readKept(path)).toThrow(/directory\.journal is damaged\. .*begin afresh/);
    });

    it("is its user's alone, and goes when the file holds what it held", async () => {
      const head = { identity: "i", now: "2026-01-01T00:00:00.000Z" };
      const file = persistence(join(folder, "directory.json"), emptyDirectory(), () => head);
      file.changed([{ collection: "applications", id: "one", before: undefined, after: {} }]);
      expect(statSync(join(folder, "directory.journal")).mode & 0o777).toBe(0o600);
      await file.flush();
      expect(readdirSync(folder)).toEqual(["directory.json"]);
    });
  });

  it("keeps no secret in readable form but the deployer's own, in a file for its user alone", async () => {
    const tenant = await start();
    const { body } = await graph(tenant, "POST", "/v1.0/applications", { displayName: "a", passwordCredentials: [{}] });
    const { secretText } = (body.passwordCredentials as [{ secretText: string }])[0];
    await tenant.close();
    const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
    expect(files.filter(({ text }) => text.includes(secretText))).toEqual([]);
    const holders = files.filter(({ text }) => text.includes(tenant.deployer.clientSecret));
    expect(holders.map(({ name }) => name)).toEqual(["deployer-secret"]);
    for (const name of ["deployer-secret", "metadata-key.pem", "directory.json"]) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
  });

  it("makes its certificate anew where a full disk cut a file of it off, and says where its signing key was", async () => {
    await (await start()).close();
    const half = (name: string) => {
      const path = join(folder, name);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.slice(0, text.length / 2));
    };
    for (const name of ["metadata-key.pem", "metadata-certificate.pem"]) {
      half(name);
      await (await start()).close();
    }
    half("signing-key.pem");
    await expect(start()).rejects.toThrow(
      /signing-key\.pem is cut off or damaged: put a whole copy back, or begin afresh/,
    );
  });

  it("does not meet another that runs beside it", async () => {
    const other = mkdtempSync(join(tmpdir(), "tenant-"));
    const [a, b] = [await start(), await start(other)];
    await graph(a, "POST", "/v1.0/applications", { displayName: "mine" });
    expect([a.snapshot().applications.length, b.snapshot().applications.length]).toEqual([1, 0]);
    expect(a.metadataHost).not.toBe(b.metadataHost);
    await b.close();
    rmSync(other, { recursive: true });
  });

  it("goes on with a tenant of the version before, and gives it an identity and a time", async () => {
    const first = await start();
    await graph(first, "POST", "/v1.0/applications", { displayName: "mail" });
    await first.close();
    const path = join(folder, "directory.json");
    const { identity: _, now: __, audits: ___, ...former } = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...former, schema: 1 }));
    utimesSync(path, new Date("2026-11-26T00:00:00Z"), new Date("2026-11-26T00:00:00Z"));
    expect(readKept(path)).toMatchObject({ identity: undefined, now: "2026-11-26T00:00:00.000Z" });
    const second = await start();
    expect(second.snapshot()).toEqual(first.snapshot());
    await second.close();
    expect(readKept(path)).toMatchObject({ identity: second.identity, now: "2026-01-01T00:00:00.000Z" });
  });

  it("goes on with a tenant that had no audit log yet, and refuses one of today that has lost it", async () => {
    await (await start()).close();
    const path = join(folder, "directory.json");
    const { audits: _, ...former } = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...former, schema: 2 }));
    expect(readKept(path)?.directory.audits).toEqual(new Map());
    writeFileSync(path, JSON.stringify(former));
    expect(() => readKept(path)).toThrow("has no list 'audits'");
  });

  it("keeps its identity as long as its folder, and has another in another folder", async () => {
    const first = await start();
    await first.close();
    const second = await start();
    await second.close();
    rmSync(join(folder, "directory.json"));
    expect([second.identity === first.identity, (await start()).identity === first.identity]).toEqual([true, false]);
  });

  it("refuses a folder whose file it cannot read, and says what to do", async () => {
    writeFileSync(join(folder, "directory.json"), "{");
    await expect(start()).rejects.toThrow(
      /directory\.json is no JSON\. The tenant and the engine's state belong together: put the file back, or begin afresh/,
    );
  });

  it("loses an answer on the wire as the rule says, before or after the effect", async () => {
    const tenant = await start();
    const lost = async (fault: Fault) => {
      tenant.setFaults([{ on: { kind: "write", nth: 1 }, fault }]);
      const before = tenant.snapshot().applications.length;
      const failure = await graph(tenant, "POST", "/v1.0/applications", { displayName: "a" }).catch(
        (error: Error) => (error.cause as { code?: string } | undefined)?.code ?? error.message,
      );
      return [failure, tenant.snapshot().applications.length - before, tenant.history.at(-1)?.status];
    };
    expect(await lost({ kind: "reset", effect: "none" })).toEqual(["ECONNRESET", 0, null]);
    expect(await lost({ kind: "reset", effect: "done" })).toEqual(["ECONNRESET", 1, null]);
    expect(await lost({ kind: "truncated" })).toEqual(["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", 1, 201]);
  });

  it("gives a late answer up when nobody waits for it any longer", async () => {
    const tenant = await start();
    tenant.setFaults([{ on: { method: "GET", nth: 1 }, fault: { kind: "late", seconds: 3600 } }]);
    const patience = new AbortController();
    const late = fetch(`${tenant.graphUrl}/v1.0/domains`, { signal: patience.signal });
    await vi.waitFor(() => expect(tenant.history).toMatchObject([{ status: 401, fault: "late" }]), 60_000);
    patience.abort();
    await expect(late).rejects.toThrow("aborted");
    await tenant.close();
  });
});
