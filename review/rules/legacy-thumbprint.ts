import { askedAs, kindOf, onlyKind } from "../../components/asked-credential.ts";
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
  check({ integration, definition }) {
    if (definition === undefined) return [];
    const thumbprint = askedAs(definition, "certificate")?.thumbprint;
    const isOne =
      onlyKind(definition) === "certificate" ||
      integration.credentials.schedule.some(
        (scheduled) => kindOf(integration.credentials, scheduled) === "certificate",
      );
    if (!isOne || (thumbprint !== "sha1Base64" && thumbprint !== "sha1Hex")) return [];
    return [{ path: "credentials" }];
  },
};
