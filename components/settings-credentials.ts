/** What the lines of `credentials` and `federated` need of each other, and of the certificates that they name. */
import { askedAs, needsAll, onlyKind, scheduledWays } from "./asked-credential.ts";
import type { CertificateReader } from "./certificate-file.ts";
import { isDay, issueDay } from "./dates.ts";
import type { Definitions, VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { coverFault, type PublicCertificate } from "./public-certificate.ts";
import { isMap, type Raw } from "./raw.ts";

function mapsIn(value: unknown): readonly (readonly [number, Raw])[] {
  if (!Array.isArray(value)) return [];
  return [...(value as readonly unknown[]).entries()].filter((entry): entry is [number, Raw] => isMap(entry[1]));
}

/** A certificate that a line names and that could be read. */
interface Named {
  readonly integration: string;
  readonly issued: string;
  readonly path: Fault["path"];
  readonly certificate: PublicCertificate;
}

/** What is wrong with one line for itself. */
function lineFaults(entry: Raw, at: Fault["path"], isCertificate: boolean): Fault[] {
  const { certificate, keyHolder } = entry;
  if (certificate !== undefined && !isCertificate)
    return [
      {
        path: [...at, "certificate"],
        message:
          "stands beside `kind: secret`, and a secret has no certificate; write `kind: certificate`, or remove it",
      },
    ];
  if (keyHolder === undefined || certificate !== undefined) return [];
  const message = isCertificate
    ? "says who holds the private key, and without `certificate` the key is made here; name the certificate's file, or remove this"
    : "says who holds a private key, and a secret has none; remove it";
  return [{ path: [...at, "keyHolder"], message }];
}

function readLine(
  integration: string,
  entry: Raw,
  at: Fault["path"],
  certificates: CertificateReader,
): { readonly faults: readonly Fault[]; readonly named?: Named } {
  const { certificate: written, issued, expires } = entry;
  if (typeof written !== "string") return { faults: [] };
  const path = [...at, "certificate"];
  const certificate = certificates(written);
  if (typeof certificate === "string") return { faults: [{ path, message: certificate }] };
  const named = { integration, issued: String(issued), path, certificate };
  if (typeof issued !== "string" || typeof expires !== "string" || !isDay(issueDay(issued)) || !isDay(expires))
    return { faults: [], named };
  const fault = coverFault(certificate, { issued, expires });
  return { faults: fault ? [{ path: [...at, fault.key], message: fault.message }] : [], named };
}

/** A key proves one application, and a new line is a new certificate. */
function sharedFaults(all: readonly Named[]): Fault[] {
  return all.flatMap((one, index) => {
    const before = all.slice(0, index);
    const same = before.find(({ certificate }) => certificate.pem === one.certificate.pem);
    if (same?.integration === one.integration)
      return [
        {
          path: one.path,
          message: `is the certificate of ${same.issued} already; a new line takes a new certificate, made with a new key`,
        },
      ];
    const key = before.find(
      ({ certificate, integration }) => certificate.key === one.certificate.key && integration !== one.integration,
    );
    if (key === undefined) return [];
    const what = same === undefined ? "has the key of" : "is";
    return [
      {
        path: one.path,
        message: `${what} the certificate of ${key.integration} (${key.issued}): whoever holds that key would be both; have one made for this integration alone`,
      },
    ];
  });
}

function kindOfLine({ kind }: Raw, definition: VendorDefinition): unknown {
  return kind ?? onlyKind(definition);
}

/** A product that needs two kinds at once has a line of each. */
function missingKinds(definition: VendorDefinition, credentials: unknown, at: Fault["path"]): Fault[] {
  const lines = mapsIn(credentials);
  if (!needsAll(definition) || lines.length === 0) return [];
  const missing = scheduledWays(definition).filter(({ kind }) => !lines.some(([, entry]) => entry.kind === kind));
  return missing.map(({ kind }) => ({
    path: at,
    message: `has no line of \`kind: ${kind}\`; the page of ${definition.product} asks for ${scheduledWays(definition)
      .map((asked) => `a ${asked.kind}`)
      .join(" and ")} at once`,
  }));
}

function federatedFaults(definition: VendorDefinition, settings: Raw, at: Fault["path"]): Fault[] {
  const entries = mapsIn(settings.federated);
  const both = entries.length > 0 && mapsIn(settings.credentials).length > 0;
  const asked = askedAs(definition, "federated");
  const first = new Map<string, number>();
  const twins = entries.flatMap(([index, { name, issuer, subject }]): Fault[] => {
    const found: Fault[] = [];
    for (const [what, key] of [
      ["name", typeof name === "string" ? `name ${name}` : undefined],
      [
        "subject",
        typeof subject === "string" ? `subject ${asked?.issuer ?? String(issuer)} ${subject.toLowerCase()}` : undefined,
      ],
    ] as const) {
      if (key === undefined) continue;
      const earlier = first.get(key);
      first.set(key, earlier ?? index);
      const value = what === "name" ? name : subject;
      if (earlier !== undefined)
        found.push({
          path: [...at, "federated", index, what],
          message: `${shown(value)} stands twice${what === "subject" ? " for one issuer" : ""}; remove one of the two`,
        });
    }
    return found;
  });
  return [
    ...twins,
    ...(entries.length > 20
      ? [{ path: [...at, "federated"], message: `holds ${entries.length} entries; Entra takes at most 20` }]
      : []),
    ...(both && settings.bothAlive === undefined
      ? [
          {
            path: [...at, "federated"],
            message:
              "stands beside `credentials`, and what is easier to steal decides; remove the lines of `credentials`. While the vendor moves from one to the other, write `bothAlive: true`",
          },
        ]
      : []),
    ...(settings.bothAlive !== undefined && !both
      ? [
          {
            path: [...at, "bothAlive"],
            message: "stands without both `federated` and lines of `credentials`; remove it",
          },
        ]
      : []),
  ];
}

/**
 * Faults of all integrations' credentials beyond their dates.
 * @param certificates reads what a line names as its certificate
 */
export function credentialFaults(
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
  certificates: CertificateReader,
): Fault[] {
  const named: Named[] = [];
  const faults = integrations.flatMap(([integration, settings]) => {
    const definition = definitionOf(settings.vendor);
    if (definition === undefined) return [];
    const at = ["integrations", integration];
    const lines = mapsIn(settings.credentials).flatMap(([index, entry]) => {
      const place = [...at, "credentials", index];
      const own = lineFaults(entry, place, kindOfLine(entry, definition) === "certificate");
      if (own.length > 0 || askedAs(definition, "certificate") === undefined) return own;
      const read = readLine(integration, entry, place, certificates);
      if (read.named) named.push(read.named);
      return read.faults;
    });
    return [
      ...lines,
      ...missingKinds(definition, settings.credentials, [...at, "credentials"]),
      ...federatedFaults(definition, settings, at),
    ];
  });
  return [...faults, ...sharedFaults(named)];
}
