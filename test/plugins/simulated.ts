/** A stand-in on a simulated tenant in the same process: no engine, no gRPC. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { clockFrom } from "../../simulator/clock.ts";
import type { HttpEnvironment } from "../../simulator/plugins/http.ts";
import { type Operations, operations, type Plugin, type Recorded } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { type SimulatedTenant, startTenant, type TenantOptions } from "../../simulator/server.ts";
import { trustOnly } from "./trust.ts";

export interface Simulated {
  readonly tenant: SimulatedTenant;
  readonly httpEnvironment: HttpEnvironment;
  /** A configured plugin, `config` as provider arguments. */
  readonly start: <Client>(
    plugin: (from: HttpEnvironment) => Plugin<Client>,
    config?: Properties,
  ) => Promise<Operations>;
  /** Requests since the last call, as `METHOD path?query` with known ids named. */
  readonly requests: (names?: Readonly<Record<string, string>>) => string[];
  readonly stop: () => Promise<void>;
}

export async function startSimulated(
  now = "2026-11-21T00:00:00Z",
  more: Omit<Partial<TenantOptions>, "folder" | "clock"> = {},
): Promise<Simulated> {
  const folder = mkdtempSync(join(tmpdir(), "simulated-"));
  const clock = clockFrom(now);
  const tenant = await startTenant({ ...more, folder, clock });
  trustOnly(readFileSync(tenant.certificateFile, "utf8"));
  let seen = 0;
  const httpEnvironment: HttpEnvironment = {
    environment: {
      ARM_METADATA_HOSTNAME: tenant.metadataHost,
      ARM_TENANT_ID: tenant.tenantId,
      ARM_CLIENT_ID: tenant.deployer.clientId,
      ARM_CLIENT_SECRET: tenant.deployer.clientSecret,
    },
    now: clock.now,
    wire: fetch,
    wait: async () => {},
  };
  return {
    tenant,
    httpEnvironment,
    start: async (plugin, config = {}) => {
      const run = operations(plugin(httpEnvironment));
      await run.configure(config);
      return run;
    },
    requests: (names = {}) => {
      const fresh = tenant.history.slice(seen);
      seen = tenant.history.length;
      return fresh.map(({ method, path }) =>
        Object.entries(names).reduce((line, [id, name]) => line.replaceAll(id, name), `${method} ${readable(path)}`),
      );
    },
    stop: async () => {
      await tenant.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function readable(path: string): string {
  return decodeURIComponent(path.replace(/^\/(graph|arm)/, "").replaceAll("+", " "));
}

/** Creates one resource. */
export function make(run: Operations, type: string, inputs: Properties): Promise<Recorded> {
  return run.create(type, inputs, false);
}

/** What a later `pulumi up` and a refresh would say of an untouched resource: the differences each shows, which should be none. */
export async function drift(
  run: Operations,
  type: string,
  made: Recorded,
): Promise<{ up: string[]; refresh: string[]; sameOutputs: boolean }> {
  const up = run.diff(type, made.outputs, made.inputs, made.inputs);
  const refreshed = await run.read(type, made.id, made.outputs, made.inputs);
  if (!refreshed) throw new Error(`${made.id} is gone`);
  const refresh = run.diff(type, refreshed.outputs, refreshed.inputs, made.inputs);
  return {
    up: up.differences.map(({ path }) => path),
    refresh: refresh.differences.map(({ path }) => path),
    sameOutputs: isDeepStrictEqual(refreshed.outputs, made.outputs),
  };
}
