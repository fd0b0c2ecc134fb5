import type { SingleRule } from "./rule.ts";

/** The vendor names the certificate by SHA-1, the form that Microsoft keeps for old software. */
export const legacyThumbprint: SingleRule = {
  name: "legacy-thumbprint",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence:
    "{integration} names its certificate by the SHA-1 thumbprint, which Microsoft's own assertions no longer use.",
  remedy: "Hand over the SHA-256 thumbprint (x5t#S256, with PS256) as soon as the vendor's form takes it.",
  source: "Microsoft, certificate credentials for application authentication",
  check({ definition }) {
    const asked = definition?.credential;
    if (asked?.kind !== "certificate" || asked.thumbprint === "sha256Base64Url") return [];
    return [{ path: "credentials" }];
  },
};
