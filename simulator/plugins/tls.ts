/** The stand-in for pulumi-resource-tls. It talks to nobody; its only surroundings are a clock. */
import { main } from "./host.ts";
import type { Plugin } from "./operations.ts";
import { versionOf } from "./package-version.ts";
import { type Clock, clockFrom } from "./tls/clock.ts";
import { privateKey } from "./tls/private-key.ts";
import { selfSignedCert } from "./tls/self-signed-cert.ts";

/** The plug-in with a given clock. */
export const tls = (clock: Clock): Plugin<Clock> => ({
  name: "tls",
  version: versionOf("@pulumi/tls"),
  kinds: [privateKey, selfSignedCert],
  functions: {},
  config: [],
  replacingConfig: [],
  connect: async () => clock,
});

if (import.meta.main) await main(tls(clockFrom(process.env)));
