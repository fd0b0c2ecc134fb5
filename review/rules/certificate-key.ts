import { keyFaultOf } from "../../components/public-certificate.ts";
import { type Clause, identity } from "../clause.ts";
import { relativeName } from "../compare/names.ts";
import { writtenCertificate } from "../reading/certificate.ts";
import { text } from "../reading/inputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

/** A key that this program makes. RSA with 2048 bits is the tls provider's default. */
function madeFault({ inputs }: ResourceInputs): Clause | undefined {
  const algorithm = text(inputs, "algorithm");
  if (algorithm !== "RSA") return { code: "key-algorithm", algorithm: algorithm || undefined };
  const bits = typeof inputs.rsaBits === "number" ? inputs.rsaBits : 2048;
  return bits < 2048 ? { code: "key-bits", bits } : undefined;
}

function certificateFault(registration: ResourceInputs): Clause | undefined {
  const certificate = writtenCertificate(registration);
  if (certificate === undefined) return undefined;
  if (certificate === "unreadable") return { code: "certificate-unreadable" };
  return keyFaultOf(certificate);
}

/** Entra takes RSA alone, and of it only what cannot be forged. */
export const certificateKey: SingleRule = {
  name: "certificate-key",
  level: "block",
  pack: "resource",
  onlyType: undefined,
  shape: "single",
  sentence: "The key of {subject} cannot prove who {integration} is: {fault}.",
  remedy: "Use RSA with at least 2048 bits, and a certificate signed with SHA-256, SHA-384 or SHA-512.",
  source: "Microsoft, create a self-signed public certificate to authenticate your application",
  check({ integration }) {
    const faults = [
      ...ofType(integration, tokens.privateKey).map((key) => [key, madeFault(key)] as const),
      ...ofType(integration, tokens.certificate).map(
        (certificate) => [certificate, certificateFault(certificate)] as const,
      ),
    ];
    return faults.flatMap(([registration, fault]) =>
      fault === undefined
        ? []
        : [
            {
              subject: relativeName(registration.name, integration.name),
              path: "credentials",
              values: { fault },
              variant: identity(fault),
            },
          ],
    );
  },
};
