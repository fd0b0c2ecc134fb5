import { delimiter, join } from "node:path";
import { sandboxPassphrase } from "../components/world.ts";
import type { Engine } from "../engine/install.ts";

/** Which provider plugins a run takes: ours from simulator/plugins, or the real azuread and tls from PATH. */
export type Plugins = "stand-in" | "real";

/** How a run reaches its simulated tenant. */
export interface TenantAccess {
  /** `host:port` that serves `https://<metadataHost>/metadata/endpoints`. */
  readonly metadataHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM file with the simulator's own certificate. The run trusts nothing else. */
  readonly certificateFile: string;
}

/** What the environment of a simulated run is made from. */
export interface EnvironmentInput {
  /** The person's shell. Only the names in {@link inheritedNames} are read. */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  /** The checkout's folder. */
  readonly root: string;
  /** Folder that keeps the run's state between two runs, see {@link homeFolders}. */
  readonly home: string;
  readonly engine: Pick<Engine, "kind" | "bin">;
  readonly plugins: Plugins;
  readonly tenant: TenantAccess;
  /** The sandbox's present (ISO time), where the clocks of the stand-ins begin. */
  readonly now: string;
}

/**
 * What a simulated run takes from the shell, and nothing else: never ARM_*, AZURE_*, PULUMI_*, ACTIONS_*, NODE_OPTIONS, proxies
 * or certificate stores. HOME stays because version managers find their programs through it; what lies in it that could lead to
 * a real tenant (the Azure CLI's session, ~/.pulumi) is turned away by AZURE_CONFIG_DIR, ARM_USE_CLI and PULUMI_HOME.
 */
export const inheritedNames = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "TERM",
  "COLUMNS",
  "TZ",
  "TMPDIR",
] as const;

/** The folders of a run below its home. They must exist before the engine starts. */
export function homeFolders(home: string): { readonly pulumi: string; readonly state: string; readonly azure: string } {
  return { pulumi: join(home, "pulumi"), state: join(home, "state"), azure: join(home, "azure") };
}

/**
 * PATH of a run: the project's Node first, then the plugins, then a built engine.
 * With real plugins the stand-ins come last, for the providers that have no real plugin there (the Key Vault's).
 */
function searchPath({ inherited, root, engine, plugins }: EnvironmentInput): string {
  const standIns = join(root, "simulator", "plugins", "bin");
  return [
    join(root, "node_modules", ".bin"),
    ...(plugins === "stand-in" ? [standIns] : []),
    ...(engine.kind === "built" ? [engine.bin] : []),
    ...(inherited.PATH ? [inherited.PATH] : []),
    ...(plugins === "real" ? [standIns] : []),
  ].join(delimiter);
}

/** Credentials of the simulated tenant; every other source of credentials is switched off. Names: azuread provider, provider.go. */
function tenantVariables(tenant: TenantAccess, azure: string): Record<string, string> {
  return {
    ARM_METADATA_HOSTNAME: tenant.metadataHost,
    ARM_TENANT_ID: tenant.tenantId,
    ARM_CLIENT_ID: tenant.clientId,
    ARM_CLIENT_SECRET: tenant.clientSecret,
    ARM_USE_CLI: "false",
    ARM_USE_MSI: "false",
    ARM_USE_OIDC: "false",
    AZURE_CONFIG_DIR: azure,
    // Go reads the file and the (empty) folder in place of the system's store, Node adds the file to its own.
    SSL_CERT_FILE: tenant.certificateFile,
    SSL_CERT_DIR: azure,
    NODE_EXTRA_CA_CERTS: tenant.certificateFile,
  };
}

/**
 * The whole environment of a simulated run. It is a pure function of its input: a shell full of a real tenant's
 * credentials makes no difference, and a real plugin can speak TLS to nothing but the simulator.
 */
export function simulatedEnvironment(input: EnvironmentInput): Record<string, string> {
  const folders = homeFolders(input.home);
  const kept = inheritedNames.flatMap((name) => {
    const value = input.inherited[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    PATH: searchPath(input),
    PULUMI_HOME: folders.pulumi,
    // Without the files beside the state's: an engine that is killed while it writes one of them leaves a state that no
    // engine reads again ("failed to load checkpoint: EOF"). The state itself is replaced as a whole.
    PULUMI_BACKEND_URL: `file://${folders.state}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: sandboxPassphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    SIMULATED_NOW: input.now,
    NODE_COMPILE_CACHE: join(input.root, "node_modules", ".cache", "compile"),
    ...tenantVariables(input.tenant, folders.azure),
  };
}
