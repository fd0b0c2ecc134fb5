/**
 * When the credentials of an integration were last used, as far as Graph tells: its report lags behind, forgets, takes a
 * licence and AuditLog.Read.All. What it does not tell is unknown and never "unused".
 */
import { certificateKeyId, credentialName } from "../../components/fixed-names.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import type { Graph, GraphObject } from "../../recovery/graph.ts";
import type { OwnSignIn } from "../record.ts";

/** What is known of one credential's last use. */
export type LastUse =
  | { readonly known: true; readonly at: string }
  /** `why` is a clause for a person. */
  | { readonly known: false; readonly why: string };

/** By the credential's `issued`. */
export type LastUses = ReadonlyMap<string, LastUse>;

/** The report as it is read: ISO instants by key id; undefined where Graph does not give it. */
export type Report = (appIds: readonly string[]) => Promise<ReadonlyMap<string, string> | undefined>;

/** The report's time and ours are taken on two clocks. */
const sameSignInMs = 10 * 60 * 1000;

/** Nothing is known of any credential. */
export function unknownUses(issued: readonly string[], why: string): LastUses {
  return new Map(issued.map((one) => [one, { known: false, why }]));
}

interface Key {
  readonly keyId: string;
  readonly displayName: string;
}

type Named = Pick<ResolvedIntegration, "displayName" | "identity" | "tenantId">;

function keysOf(application: GraphObject): Key[] {
  return [application.passwordCredentials, application.keyCredentials].flatMap((list) =>
    (Array.isArray(list) ? (list as GraphObject[]) : []).flatMap(({ keyId, displayName }) =>
      typeof keyId === "string"
        ? [{ keyId: keyId.toLowerCase(), displayName: typeof displayName === "string" ? displayName : "" }]
        : [],
    ),
  );
}

/** A credential's key id: a secret is known by its description, a certificate by the id that it was given. */
function keyOf(keys: readonly Key[], { identity, tenantId }: Named, issued: string): string | undefined {
  const name = credentialName(identity, { issued });
  const ofCertificate = certificateKeyId(tenantId, identity, { issued });
  return keys.find(({ displayName, keyId }) => displayName === name || keyId === ofCertificate)?.keyId;
}

/** The application that bears one of these credentials; undefined where none or several do. */
async function applicationOf(graph: Graph, integration: Named, issued: readonly string[]) {
  const literal = encodeURIComponent(`'${integration.displayName.replaceAll("'", "''")}'`);
  const select = "$select=appId,passwordCredentials,keyCredentials";
  const [found = []] = await graph.lists([`/applications?$filter=displayName eq ${literal}&${select}`]);
  const ours = found.filter((one) => issued.some((name) => keyOf(keysOf(one), integration, name) !== undefined));
  const [only, ...others] = ours;
  return others.length === 0 ? only : undefined;
}

function useOf(keyId: string | undefined, report: ReadonlyMap<string, string>, own: readonly OwnSignIn[]): LastUse {
  if (keyId === undefined) return { known: false, why: "the tenant has no such credential" };
  const at = report.get(keyId);
  if (at === undefined)
    return { known: false, why: "Graph's report has no sign-in with it, and lags by a day or more" };
  const ours = own.some(
    (one) => one.keyId.toLowerCase() === keyId && Math.abs(Date.parse(one.at) - Date.parse(at)) <= sameSignInMs,
  );
  return ours ? { known: false, why: `its last sign-in, ${at}, was our own` } : { known: true, at };
}

/**
 * Reads the last uses of an integration's credentials. Whatever is refused on the way is unknown.
 * @param issued the credentials that are asked about
 * @param own our own sign-ins, which tell nothing of the vendor
 */
export async function readLastUses(
  { graph, report }: { readonly graph: Graph; readonly report: Report },
  integration: Named,
  issued: readonly string[],
  own: readonly OwnSignIn[],
): Promise<LastUses> {
  const application = await applicationOf(graph, integration, issued);
  if (typeof application?.appId !== "string")
    return unknownUses(issued, "its application cannot be told from others in the tenant");
  const told = await report([application.appId]);
  if (told === undefined)
    return unknownUses(issued, "Graph gives no report (it takes AuditLog.Read.All, a licence and the global cloud)");
  const keys = keysOf(application);
  return new Map(
    issued.map((one) => {
      return [one, useOf(keyOf(keys, integration, one), told, own)];
    }),
  );
}

/** A use in words. */
export function lastUseWords(use: LastUse | undefined): string {
  return use?.known ? use.at : `unknown${use ? `: ${use.why}` : ""}`;
}
