/** The stand-in for pulumi-resource-tls. It talks to nobody; all it takes from outside is a clock. */
import { main } from "./host.ts";
import type { Plugin } from "./operations.ts";
import { versionOf } from "./package-version.ts";
import { type Clock, clockFrom } from "./tls/clock.ts";
import { privateKey } from "./tls/private-key.ts";
import { selfSignedCert } from "./tls/self-signed-cert.ts";

/** The plugin with a given clock. */
export function tls(clock: Clock): Plugin<Clock> {
  return {
    name: "tls",
    version: versionOf("@pulumi/tls"),
    kinds: [privateKey, selfSignedCert],
    functions: {},
    config: [],
    replacingConfig: [],
    connect: async () => clock,
  };
}

if (import.meta.main) await main(tls(clockFrom(process.env)));
