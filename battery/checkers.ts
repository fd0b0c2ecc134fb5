/** What must hold in every case, whatever went wrong (security.md 5.3). Each checker answers what it found amiss, in words. */
import { matchesSecret } from "../simulator/directory/secret.ts";
import { keptValue } from "../simulator/directory/vault.ts";
import { isObject, unwrap, type Value } from "../simulator/plugins/properties.ts";
import { counted, factsOf, granting, probeName } from "./facts.ts";
import { type History, isQuiet } from "./history.ts";
import type { Story } from "./story.ts";

/** A checker. No answer: it holds. */
type Checker = (history: History, story: Story) => readonly string[];

/** By how many reruns a case must be quiet. */
const allowedReruns = 2;

/** A password, certificate or application that somebody uses is there at every moment, with the same key behind it. */
const credentialsInUse: Checker = ({ moments, world }, { inUse, before }) => {
  const ids = new Set(inUse.map(({ id }) => id));
  const gone = moments.flatMap(({ removed, run, request }) =>
    removed
      .filter(({ id }) => ids.has(id))
      .map(({ text }) => `${text} was gone after request ${request} of run ${run}`),
  );
  const changed = [...before.directory.applications].flatMap(([id, { keyring, entity }]) => {
    const now = world.directory.applications.get(id)?.keyring;
    const same = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>> | undefined) =>
      Object.keys(one).every((keyId) => !ids.has(keyId) || other?.[keyId] === one[keyId]);
    return same(keyring.secrets, now?.secrets) && same(keyring.certificates, now?.certificates)
      ? []
      : [`a credential of ${entity.displayName} has another key`];
  });
  const disabled = [...before.directory.servicePrincipals].flatMap(([id, { entity }]) =>
    entity.accountEnabled && world.directory.servicePrincipals.get(id)?.entity.accountEnabled !== true
      ? [`the principal of ${entity.appId} lets nobody in`]
      : [],
  );
  return [...gone, ...changed, ...disabled];
};

/** What the stack hands over is what Entra accepts, and what the vault keeps. */
const publishedCredentialsWork: Checker = ({ world: { state, directory } }) => {
  const faults: string[] = [];
  for (const { type, urn, outputs, id } of state.resources.values()) {
    const name = urn.split("::").at(-1) ?? "";
    const [objectId = "", , keyId = ""] = id.split("/");
    const keyring = directory.applications.get(objectId)?.keyring;
    const { plain } = unwrap(outputs);
    const entry = [...state.resources.values()].find(
      (other) => other.type === "azure-native:keyvault:Secret" && other.urn.endsWith(`::${name}`),
    );
    const kept = [...directory.vaultSecrets.values()].find(
      (secret) => secret.deleted === undefined && entry?.id.endsWith(`/${secret.name}`),
    );
    if (type.endsWith(":ApplicationPassword")) {
      const value = String(plain.value ?? "");
      if (!matchesSecret(keyring?.secrets[keyId] ?? ":", value)) faults.push(`the secret of ${name} does not sign in`);
      if (!kept || keptValue(kept, kept) !== value) faults.push(`the vault keeps another secret for ${name}`);
      if (kept && kept.tags.keyId !== keyId) faults.push(`the vault names another key id for ${name}`);
    }
    if (type.endsWith(":ApplicationCertificate")) {
      const der = keyring?.certificates[keyId];
      const pem = String(plain.value ?? "").replace(/-----[A-Z ]+-----|\s/g, "");
      if (der === undefined || der !== pem) faults.push(`the certificate of ${name} is not the one that Entra holds`);
      const key = [...state.resources.values()].find(
        (other) => other.type.endsWith(":PrivateKey") && other.urn.endsWith(`::${name}`),
      );
      const text = `${unwrap(key?.outputs ?? {}).plain.privateKeyPemPkcs8}${String(plain.value ?? "")}`;
      if (!kept || keptValue(kept, kept) !== text) faults.push(`the vault keeps another key for ${name}`);
    }
  }
  return faults;
};

/** At no moment more than is declared, before or after; at the end just what is declared. */
const grantsAsDeclared: Checker = ({ moments, world }, { mayBeGranted, after }) => {
  const more = moments.flatMap(({ added, run, request }) =>
    added
      .filter(({ kind, text }) => granting.includes(kind) && !mayBeGranted.has(text))
      .map(({ text }) => `${text}, not declared, after request ${request} of run ${run}`),
  );
  const are = counted(factsOf(world.directory).filter(({ kind }) => granting.includes(kind)));
  const wanted = [...after].filter(([text]) => /^(assignment|grant|role) /.test(text));
  const missing = wanted.filter(([text]) => !are.has(text)).map(([text]) => `missing at the end: ${text}`);
  const undeclared = [...are.keys()].filter((text) => !after.has(text)).map((text) => `left at the end: ${text}`);
  return [...more, ...missing, ...undeclared];
};

/** Each thing of ours stands once, under its own name, and nothing of ours beside it. */
const nothingTwice: Checker = ({ world, byHand }, { after }) => {
  const are = counted(factsOf(world.directory).filter(({ id }) => !byHand.has(id)));
  const wrong = [...new Set([...are.keys(), ...after.keys()])].flatMap((text) => {
    const is = are.get(text) ?? 0;
    const wanted = after.get(text) ?? 0;
    return is === wanted ? [] : [`${text}: ${is} instead of ${wanted}`];
  });
  const probes = [...world.directory.applications.values()]
    .filter(({ entity }) => probeName.test(entity.displayName))
    .map(({ entity }) => `an application is still called ${entity.displayName}`);
  return [...wrong, ...probes];
};

/** Every object is in the state, and every pending operation is settled. */
const stateKnowsAll: Checker = ({ world: { state, directory }, byHand }) => {
  const ids = new Set([...state.resources.values()].map(({ id }) => id.toLowerCase()));
  const known = (id: string) => [...ids].some((one) => one.includes(id.toLowerCase()));
  const unknown = factsOf(directory)
    .filter(({ kind, id }) => kind !== "owner" && kind !== "entry" && !byHand.has(id))
    .filter(({ id }) => !known(id.split(" ")[0] ?? ""))
    .map(({ text }) => `the state does not know ${text}`);
  const pending = [...state.pending.values()].map(({ operation, urn }) => `still pending: ${operation} ${urn}`);
  const dead = [...state.resources.values()].filter(({ halfDone }) => halfDone).map(({ urn }) => `half done: ${urn}`);
  return [...unknown, ...pending, ...dead, ...state.condemned.map(({ urn }) => `still to be deleted: ${urn}`)];
};

/** Nothing is deleted but what the change retires; and, by what heals, what a disturbed run made and no state knows. */
const noDelete: Checker = ({ moments }, { retired, before }) => {
  const old = new Set(factsOf(before.directory).map(({ id }) => id));
  return moments.flatMap(({ removed, run, request, known, during }) =>
    removed
      .filter(({ kind }) => kind !== "owner")
      .filter(({ id, text }) => {
        if (old.has(id)) return !retired.has(text);
        return during !== "heal" || known.has(id);
      })
      .map(({ text }) => `${text} was deleted by request ${request} of run ${run}`),
  );
};

function holds(value: Value | undefined, secrets: readonly string[]): boolean {
  if (typeof value === "string") return secrets.some((secret) => value.includes(secret));
  if (Array.isArray(value)) return value.some((inner) => holds(inner, secrets));
  // A wrapped secret is encrypted in the state.
  if (isObject(value))
    return unwrap({ value }).secrets.size === 0 && Object.values(value).some((v) => holds(v, secrets));
  return false;
}

/** No secret stands in an error, a report, a request's address or openly in the state. */
const noCanary: Checker = ({ runs, secrets, world: { state } }) => {
  const told = runs.flatMap(({ end, said, lines, healing }) => [
    ...(end.kind === "failed" ? [end.fault] : []),
    ...said,
    ...[...healing, ...lines].map(({ path }) => path),
  ]);
  const shown = told.filter((text) => holds(text, secrets)).length;
  const open = [...state.resources.values()].filter(({ inputs, outputs }) =>
    Object.values({ ...inputs, ...outputs }).some((value) => holds(value, secrets)),
  );
  return [
    ...(shown > 0 ? [`${shown} lines show a secret`] : []),
    ...open.map(({ urn }) => `the state shows a secret of ${urn}`),
  ];
};

/** Microsoft's own principals stay as they are. */
const firstPartyUntouched: Checker = (history) =>
  history.firstPartyUntouched ? [] : ["a principal of Microsoft's was changed"];

/** What somebody adds by hand while a run goes stays, and is told. */
const byHandStays: Checker = ({ byHand, world, runs }) => {
  const stand = new Set(factsOf(world.directory).map(({ id }) => id));
  const said = runs.flatMap((run) => run.said).join("\n");
  return [...byHand].flatMap((id) => [
    ...(stand.has(id) ? [] : [`the certificate ${id} that somebody added by hand is gone`]),
    ...(stand.has(id) && !said.includes(id) ? [`no run tells of the certificate ${id}`] : []),
  ]);
};

/** It comes to rest: the last run finds nothing to do, writes nothing, and asks no more than such a run does. */
const quietAtTheEnd: Checker = ({ runs }, { quietRequests }) => {
  const last = runs.at(-1);
  if (!last || !isQuiet(last)) {
    const why =
      last?.end.kind === "failed" ? last.end.fault : last?.end.kind === "done" ? "it changed something" : "it died";
    return [`the last run is not quiet: ${why}`];
  }
  return last.lines.length > quietRequests ? [`a quiet run took ${last.lines.length} requests`] : [];
};

/** By the second rerun. */
const soon: Checker = ({ runs, disturbed }) =>
  runs.length - disturbed > allowedReruns ? [`it took ${runs.length - disturbed} reruns`] : [];

/** The checkers by name, in the order of the report. `whole`: they must hold in every case. */
export const checkers = {
  "credentials in use stay": { whole: true, check: credentialsInUse },
  "published credentials work": { whole: true, check: publishedCredentialsWork },
  "grants as declared": { whole: true, check: grantsAsDeclared },
  "no delete": { whole: true, check: noDelete },
  "no canary": { whole: true, check: noCanary },
  "first party untouched": { whole: true, check: firstPartyUntouched },
  "what a person adds stays": { whole: false, check: byHandStays },
  "nothing twice, no orphan": { whole: false, check: nothingTwice },
  "the state knows all": { whole: false, check: stateKnowsAll },
  "quiet at the end": { whole: false, check: quietAtTheEnd },
  "at most two reruns": { whole: false, check: soon },
} as const satisfies Record<string, { readonly whole: boolean; readonly check: Checker }>;

/** A checker's name. */
export type CheckerName = keyof typeof checkers;

/** What is amiss, by checker; a checker that holds is not named. */
export type Amiss = Partial<Record<CheckerName, readonly string[]>>;

/** Runs every checker. */
export function check(history: History, story: Story): Amiss {
  return Object.fromEntries(
    Object.entries(checkers).flatMap(([name, { check: one }]) => {
      const found = one(history, story);
      return found.length > 0 ? [[name, found]] : [];
    }),
  );
}
