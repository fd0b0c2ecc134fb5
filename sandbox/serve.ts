/** `make tenant`: the sandbox's tenant by itself, in the foreground until somebody ends it. */
import { dirname, join, relative, resolve } from "node:path";
import { FolderBusy, type Guard, guardFolder, holderOf, tenantLock } from "../engine/guard.ts";
import type { VendorsApplication } from "../simulator/directory/vendors-application.ts";
import { privateFolder } from "../simulator/folder.ts";
import { type SimulatedTenant, startTenant } from "../simulator/server.ts";
import { sandboxClock, stopwatch } from "./clock.ts";
import { homeFolders } from "./environment.ts";
import { introduce } from "./kinship.ts";
import { announce, announced, controlName, newControlSecret, withdraw } from "./running.ts";
import { forVendors, keptBesideState, tenantFolder } from "./tenant-in-use.ts";

/** What a tenant by itself is made from. */
export interface Serving {
  /** The folder that `make up` keeps state and tenant in. */
  readonly folder: string;
  /** The sandbox's day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Vendors' own applications that the file names. */
  readonly vendorsApplications?: readonly VendorsApplication[];
  /** Display names of APIs that the tenant lacks, joined by commas. */
  readonly absentApis?: string | undefined;
  readonly say: (line: string) => void;
  /** Settles when somebody ends the tenant. */
  readonly ended: Promise<unknown>;
}

type Shown = Pick<
  SimulatedTenant,
  "tenantId" | "graphUrl" | "loginUrl" | "armUrl" | "vaultUrls" | "metadataHost" | "certificateFile"
> & {
  readonly deployer: Pick<SimulatedTenant["deployer"], "clientId">;
  readonly reader: Pick<SimulatedTenant["reader"], "clientId">;
};

/** A word for the shell, as it is. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * What a person needs to talk to the tenant. The commands can be pasted as they are, and no secret stands on a command
 * line: it comes from its file, and the token goes into one.
 * @param folder the tenant's, which holds `deployer-secret` and `reader-secret`
 * @param people the sign-in names of the tenant's users
 */
export function servingLines(tenant: Shown, folder: string, people: readonly string[]): readonly string[] {
  const secret = join(folder, "deployer-secret");
  const token = join(folder, "token");
  const tokenUrl = `${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`;
  const shown = (path: string) => relative(process.cwd(), path) || path;
  const header = `s/.*"access_token":"\\([^"]*\\)".*/header = "Authorization: Bearer \\1"/`;
  return [
    `Graph      ${tenant.graphUrl}/v1.0`,
    `sign-in    ${tenant.loginUrl}/${tenant.tenantId}`,
    `ARM        ${tenant.armUrl}`,
    `metadata   https://${tenant.metadataHost} (trusted with ${shown(tenant.certificateFile)})`,
    `deployer   client id ${tenant.deployer.clientId}, its secret in ${shown(secret)}`,
    ...Object.entries(tenant.vaultUrls).map(
      ([name, url]) =>
        `vault      ${url} (${name}); its reader: client id ${tenant.reader.clientId}, secret in ${shown(join(folder, "reader-secret"))}`,
    ),
    `people     ${people.join(", ")}`,
    `controls   curl -s -K ${quoted(join(dirname(folder), controlName))} ${quoted(`${tenant.loginUrl}/simulator/history`)} (docs/simulator.md)`,
    "",
    "Try it in another terminal:",
    `  curl -s -d grant_type=client_credentials -d client_id=${tenant.deployer.clientId} --data-urlencode ${quoted(`scope=${tenant.graphUrl}/.default`)} --data-urlencode ${quoted(`client_secret@${secret}`)} ${quoted(tokenUrl)} | (umask 077; sed ${quoted(header)} > ${quoted(token)})`,
    `  curl -s -K ${quoted(token)} ${quoted(`${tenant.graphUrl}/v1.0/applications?$select=appId,displayName`)}`,
    `  curl -s -K ${quoted(token)} ${quoted(`${tenant.graphUrl}/v1.0/servicePrincipals?$select=appId,displayName&$top=3`)}`,
    "",
    "make up and every verb of ./integrations use it while it runs.",
    "Ctrl-C ends it; what it holds is kept.",
  ];
}

/** The folder's tenant is this process's alone. @throws in one line where another process runs it */
async function guarded(folder: string): Promise<Guard> {
  try {
    return await guardFolder(folder, tenantLock);
  } catch (error) {
    const running = error instanceof FolderBusy ? announced(folder) : undefined;
    if (running === undefined || running === "foreign" || running.process !== holderOf(folder, tenantLock)) throw error;
    throw new Error(
      `the tenant runs already (process ${running.process}), and make up uses it; Ctrl-C where it was started ends it`,
    );
  }
}

/**
 * Serves the tenant until it is ended. Runs in the same folder use it meanwhile (tenant-in-use.ts).
 * @throws where a run with a tenant of its own, or another such tenant, has the folder
 */
export async function serveTenant({
  folder: given,
  today,
  vendorsApplications = [],
  absentApis,
  say,
  ended,
}: Serving): Promise<void> {
  const folder = resolve(given);
  privateFolder(folder);
  const guard = await guarded(folder);
  try {
    const { state } = homeFolders(folder);
    privateFolder(state);
    const kept = keptBesideState(folder);
    const control = newControlSecret();
    const tenant = await startTenant({
      folder: tenantFolder(folder),
      clock: sandboxClock(today, kept?.now, stopwatch()),
      control,
      absentApis,
      ...forVendors(vendorsApplications),
    });
    try {
      introduce(state, tenant.identity);
      announce(folder, tenant, control, new Date());
      for (const line of servingLines(tenant, tenantFolder(folder), tenant.people)) say(line);
      await ended;
    } finally {
      withdraw(folder);
      await tenant.close();
    }
  } finally {
    await guard.release();
  }
}
