/** Carries out what changes the state alone: imports, and the end of operations that nobody saw end. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vaultParts } from "../components/vault-id.ts";
import { type DeclaredIntegration, type ProviderName, providerUrn, type StackName, types } from "./declared.ts";
import type { Finding, FindingOf } from "./finding.ts";
import type { State } from "./state.ts";

/** Runs one command of the Pulumi CLI on the stack, with nobody to ask. @throws in the CLI's own words where it fails */
export type RunEngine = (args: readonly string[]) => Promise<unknown>;

/** Versions of the providers' packages, by package. */
export type ProviderVersions = Readonly<Record<"azuread" | "azure-native", string>>;

/** What an import file is made from. */
export interface ImportSource {
  readonly stack: StackName;
  readonly declared: readonly DeclaredIntegration[];
  readonly state: State;
  readonly versions: ProviderVersions;
}

/** The file of `pulumi import --file` (importFile in pkg/cmd/pulumi/operations/import.go). */
export interface ImportFile {
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
}

/** How the engine's files mark a secret (resource.SigKey, resource.SecretSig). */
const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

function asSecret(value: unknown): Readonly<Record<string, unknown>> {
  return { ...secretMark, plaintext: JSON.stringify(value) };
}

/** A provider that no state holds yet is made by the import, with the program's own settings. */
function providerSpec(
  { declared, versions, stack }: ImportSource,
  provider: ProviderName,
): Readonly<Record<string, unknown>> {
  if (provider === "vault") {
    const vault = declared.find(({ resolved }) => resolved.vault !== undefined)?.resolved.vault ?? "";
    const { subscriptionId } = vaultParts(vault);
    return {
      type: "pulumi:providers:azure-native",
      name: provider,
      version: versions["azure-native"],
      inputs: { subscriptionId },
    };
  }
  const tenantId = declared[0]?.resolved.tenantId ?? "";
  const clientId = provider === "entra-consent" ? { clientId: asSecret(stack.consentClientId) } : {};
  return {
    type: "pulumi:providers:azuread",
    name: provider,
    version: versions.azuread,
    inputs: { tenantId, ...clientId },
  };
}

/** The supplied state of a resource that no read can tell whole; the certificate is public, but the provider keeps it secret. */
function suppliedState({ outputs }: FindingOf<"import">): Readonly<Record<string, unknown>> {
  if (outputs === undefined) return {};
  const secret = { ...outputs, value: asSecret(outputs.value) };
  const { startDate: _, ...inputs } = secret as Record<string, unknown>;
  return { inputs, outputs: secret };
}

/**
 * The import file for some findings. Parents and providers that the state lacks are made by it.
 * @param made URNs that an earlier file of the same run has made
 */
export function importFile(
  source: ImportSource,
  imports: readonly FindingOf<"import">[],
  made: ReadonlySet<string> = new Set(),
): ImportFile {
  const { state, stack, declared } = source;
  const present = (urn: string) => state.resources.has(urn) || made.has(urn);
  const parents = new Map(
    imports.flatMap(({ integration }) => {
      const found = declared.find(({ resolved }) => resolved.name === integration);
      return found === undefined ? [] : [[found.resolved.name, found.urn] as const];
    }),
  );
  const providers = new Map(imports.map(({ resource: { provider } }) => [provider, providerUrn(stack, provider)]));
  const nameTable = [
    ...[...parents].filter(([, urn]) => present(urn)).map(([name, urn]) => [`integration ${name}`, urn] as const),
    ...[...providers].filter(([, urn]) => present(urn)),
  ];
  return {
    nameTable: Object.fromEntries(nameTable),
    resources: [
      ...[...providers].flatMap(([name, urn]) => (present(urn) ? [] : [providerSpec(source, name)])),
      ...[...parents].flatMap(([name, urn]) =>
        present(urn)
          ? []
          : [{ type: types.integration, name: `integration ${name}`, logicalName: name, component: true }],
      ),
      ...imports.map((finding) => ({
        type: finding.resource.type,
        // Names of one file must differ; the credential's resources share theirs in the program.
        name: finding.resource.urn,
        logicalName: finding.resource.name,
        id: finding.id,
        parent: `integration ${finding.integration}`,
        provider: finding.resource.provider,
        ...suppliedState(finding),
      })),
    ],
  };
}

/** Without it a file of many resources asks, writes code, or protects what the program does not. */
function importArguments(path: string, protect: boolean): string[] {
  return ["import", "--file", path, "--yes", "--generate-code=false", `--protect=${protect}`, "--skip-preview"];
}

async function importAll(source: ImportSource, imports: readonly FindingOf<"import">[], run: RunEngine): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "integrations-import-"));
  const made = new Set<string>();
  try {
    // What the program protects first: applications and principals, which the others need.
    for (const protect of [true, false]) {
      const some = imports.filter(({ resource }) => resource.protect === protect);
      if (some.length === 0) continue;
      const path = join(folder, "import.json");
      writeFileSync(path, JSON.stringify(importFile(source, some, made)), { mode: 0o600 });
      await run(importArguments(path, protect));
      for (const { integration, resource } of some) {
        const parent = source.declared.find(({ resolved }) => resolved.name === integration);
        if (parent !== undefined) made.add(parent.urn);
        made.add(providerUrn(source.stack, resource.provider));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads again what the findings name, and drops creations that were begun; nothing else is read or dropped. */
function settleArguments(findings: readonly Finding[], state: State): string[] | undefined {
  const again = findings.flatMap((finding) => (finding.kind === "reread" ? [finding.urn] : []));
  const pending = state.pending.length > 0;
  if (again.length === 0 && !pending) return undefined;
  const root = [...state.resources.values()].find(({ type }) => type === "pulumi:pulumi:Stack");
  // Without a target everything would be read, and what a lagging replica does not show yet would be forgotten.
  const targets = again.length > 0 ? again : root === undefined ? [] : [root.urn];
  return [
    "refresh",
    "--yes",
    "--skip-preview",
    "--clear-pending-creates",
    ...[...new Set(targets)].flatMap((urn) => ["--target", urn]),
  ];
}

/** Changes the state by the findings, and nothing in the tenant. @throws where the engine fails; a further call goes on */
export async function changeState(source: ImportSource, findings: readonly Finding[], run: RunEngine): Promise<void> {
  const imports = findings.filter((finding): finding is FindingOf<"import"> => finding.kind === "import");
  if (imports.length > 0) await importAll(source, imports, run);
  // Last: as long as they stand, a further run can tell what the dead one was making.
  const settle = settleArguments(findings, source.state);
  if (settle !== undefined) await run(settle);
}
