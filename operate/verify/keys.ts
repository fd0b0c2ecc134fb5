/** Whatever proves to be the integration: its credentials, who could make more of them, and where they are kept. */
import { called } from "../../components/called.ts";
import { midnight } from "../../components/dates.ts";
import { vaultEntryName } from "../../components/fixed-names.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import { thumbprints } from "../../components/thumbprint.ts";
import { type DeclaredResource, isOthers } from "../../recovery/declared.ts";
import type { VaultEntry } from "../../recovery/graph.ts";
import { type KnownResource, lastPart } from "../../recovery/state.ts";
import type { LiveCertificate, LiveObject, LivePassword } from "../../recovery/tenant.ts";
import { registeredPem } from "../../recovery/view.ts";
import { versionIn } from "../secret/version.ts";
import { enterprise, registration } from "./places.ts";
import { byRefresh, byUp, type Remedy } from "./remedy.ts";
import { none, type Row } from "./row.ts";
import { listRows, row, type Subject, unlessUnread, valueRow, type WithPrincipal } from "./subject.ts";

/** The state's resource, under its name of today or a former one. */
export function knownAs({ state, declared }: Subject, { urn }: DeclaredResource): KnownResource | undefined {
  return [urn, ...(declared.formerly.get(urn) ?? [])]
    .map((candidate) => state.resources.get(candidate))
    .find((one) => one?.id !== undefined);
}

function ownerRowsOf(
  subject: Subject,
  check: string,
  property: string,
  owners: readonly LiveObject[],
  place: string,
  missing: Remedy,
): Row[] {
  const expected = subject.declared.owners.map((id) => ({
    key: id.toLowerCase(),
    shown: called(subject.declared.resolved, id),
  }));
  const found = owners.map(({ id, displayName }) => ({ key: id.toLowerCase(), shown: `${displayName} (${id})` }));
  return listRows(subject, { check, property }, expected, found, {
    missing: () => missing,
    extra: () => byRefresh(subject.naming, place),
  });
}

/** Owners of a vendor's principal whom the file does not name: each may add a credential to it, and sign in as the vendor. */
export function vendorsOwnerRows(subject: WithPrincipal): Row[] {
  const { live, principal, declared } = subject;
  const place = enterprise(live.displayName, "Owners");
  const about = { check: "owner of the enterprise application", property: "servicePrincipal.owners" };
  const ours = new Set(declared.owners.map((id) => id.toLowerCase()));
  const found = (principal.owners ?? [])
    .filter(({ id }) => !ours.has(id.toLowerCase()))
    .map(({ id, displayName }) => ({ key: id, shown: `${displayName} (${id})` }));
  const extra = ({ key }: { readonly key: string }): Remedy => ({
    by: "hand",
    place,
    does: "remove the owner",
    command: `az rest --method DELETE --url https://graph.microsoft.com/v1.0/servicePrincipals/${principal.id}/owners/${key}/$ref`,
  });
  return [
    ...unlessUnread(subject, about, "owners", principal.id, () =>
      listRows(subject, about, [], found, { missing: extra, extra }),
    ),
  ];
}

/** Owners of the application and of its principal: each may add a credential and use it. */
export function ownerRows(subject: WithPrincipal): Row[] {
  const { live, principal, naming } = subject;
  const registered = registration(live.displayName, "Owners");
  const enterprises = enterprise(live.displayName, "Owners");
  const [own, its] = ["application.owners", "servicePrincipal.owners"];
  return [
    ...unlessUnread(subject, { check: "owner", property: own }, "owners", live.id, () =>
      ownerRowsOf(subject, "owner", own, live.ownerNames, registered, byUp(naming, `enters it again (${registered})`)),
    ),
    ...unlessUnread(
      subject,
      { check: "owner of the enterprise application", property: its },
      "owners",
      principal.id,
      () =>
        ownerRowsOf(
          subject,
          "owner of the enterprise application",
          its,
          principal.owners ?? [],
          enterprises,
          byRefresh(naming, enterprises),
        ),
    ),
  ];
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

function described({ displayName, keyId, start, end }: LivePassword): string {
  return `${displayName === "" ? "" : `"${displayName}", `}key id ${keyId}, ${day(start)} to ${day(end)}`;
}

/** True where a date of Graph and the first dead day of the file are the same instant. */
function endsAt(end: string, expires: string): boolean {
  return Date.parse(end) === Date.parse(midnight(expires));
}

interface Kept {
  readonly scheduled: ScheduledCredential;
  readonly resource: DeclaredResource;
  readonly known: KnownResource | undefined;
}

/** The credentials of the file with what the state knows of each. */
function kept(subject: Subject): Kept[] {
  const { declared } = subject;
  const inEntra = declared.resources.filter(({ identity: { kind } }) => kind === "password" || kind === "certificate");
  return declared.resolved.credential.schedule.flatMap((scheduled, index) => {
    const resource = inEntra[index];
    return resource === undefined ? [] : [{ scheduled, resource, known: knownAs(subject, resource) }];
  });
}

/** Key id of a credential: a certificate's is fixed, a secret's is Entra's and stands in the state. */
function keyIdOf({ resource: { identity }, known }: Kept): string | undefined {
  if (identity.kind === "certificate") return identity.keyId.toLowerCase();
  return known?.id === undefined ? undefined : lastPart(known.id).toLowerCase();
}

function missingCredential(subject: Subject, { scheduled, resource }: Kept, isCertificate: boolean): Remedy {
  const { naming, declared } = subject;
  const { name } = declared.resolved;
  const { issued } = scheduled;
  if (resource.identity.kind === "certificate" && resource.identity.public.in === "file")
    return {
      by: "command",
      command: `${naming.adopt} ${name} --restore`,
      does: "registers the same certificate again, which the file names; where its key leaked, take a new line of credentials with a certificate of a new key instead",
    };
  return isCertificate
    ? {
        by: "command",
        command: `${naming.adopt} ${name} --restore`,
        does: "registers the same certificate again, whose key the stack holds; where the key leaked, take a new line of credentials instead",
      }
    : {
        by: "command",
        command: `${naming.rotate} ${name}`,
        does: `its value does not come back and no run makes another under its name: a new line in ${naming.file}, handed over, then the line of ${issued} removed (${naming.adopt} prints both)`,
      };
}

/** The certificate that the stack registers, as SHA-1 in hex; undefined where it has not made it yet. */
function thumbprintHeld({ state }: Subject, { identity }: DeclaredResource): string | undefined {
  const pem = identity.kind === "certificate" ? registeredPem(state, identity.public) : undefined;
  return pem === undefined ? undefined : thumbprints(pem).sha1Hex;
}

function credentialRow(subject: Subject, one: Kept, live: LivePassword | LiveCertificate | undefined): Row {
  const { scheduled, resource, known } = one;
  const isCertificate = resource.identity.kind === "certificate";
  const kind = isCertificate ? "certificate" : "secret";
  const about = {
    check: `${kind} ${scheduled.issued}`,
    property: `application.${isCertificate ? "keyCredentials" : "passwordCredentials"}`,
  };
  const keyId = keyIdOf(one);
  const until = `until ${scheduled.expires}`;
  if (known === undefined && live === undefined)
    return row(subject, about, "different", until, "not applied yet", byUp(subject.naming, "makes it"));
  const expected = `key id ${keyId}, ${until}`;
  if (live === undefined)
    return row(subject, about, "different", expected, none, missingCredential(subject, one, isCertificate));
  const held = thumbprintHeld(subject, resource);
  const other = "thumbprint" in live && held !== undefined && live.thumbprint !== held;
  const found = `key id ${keyId}, until ${day(live.end)}${other ? `, another certificate (${live.thumbprint})` : ""}`;
  const same = endsAt(live.end, scheduled.expires) && !other;
  return same
    ? row(subject, about, "same", expected, expected)
    : row(subject, about, "different", expected, found, {
        by: "hand",
        place: registration(subject.live.displayName, "Certificates & secrets"),
        does: `remove it, then ${subject.naming.adopt} ${subject.declared.resolved.name} --restore`,
      });
}

/** Whether any credential of the file works now: what is declared and granted is worth nothing without one. */
function inForceRow(subject: Subject, found: readonly (LivePassword | undefined)[]): readonly Row[] {
  const { declared, now, naming } = subject;
  const { name, credential, suspended, leaving } = declared.resolved;
  if (credential.schedule.length === 0 || suspended !== undefined || leaving) return [];
  const live = found.filter((one) => one !== undefined);
  if (live.length === 0) return [];
  const about = { check: "a credential in force", property: `application.${credential.kind}` };
  const inForce = live.filter(
    ({ start, end }) => Date.parse(start) <= now.getTime() && now.getTime() < Date.parse(end),
  );
  const wanted = `one on ${now.toISOString().slice(0, 10)}`;
  if (inForce.length > 0) return [row(subject, about, "same", wanted, wanted)];
  const last =
    live
      .map(({ end }) => end)
      .sort()
      .at(-1) ?? "";
  const next = live
    .map(({ start }) => Date.parse(start))
    .filter((start) => start > now.getTime())
    .sort((a, b) => a - b)[0];
  // A certificate that was made today begins at its hour, not at midnight.
  if (next !== undefined) {
    const begins = `${new Date(next).toISOString().slice(0, 16).replace("T", " ")} UTC`;
    return [
      row(subject, about, "different", wanted, `the next begins ${begins}`, {
        by: "hand",
        place: registration(subject.live.displayName, "Certificates & secrets"),
        does: "wait: nothing signs in before, and nothing is to be changed",
      }),
    ];
  }
  return [
    row(subject, about, "different", wanted, `the last ended on ${day(last)}`, {
      by: "command",
      command: `${naming.rotate} ${name}`,
      does: "writes the next one into the file; then apply and hand over",
    }),
  ];
}

function unknownRows(
  subject: Subject,
  kind: "secret" | "certificate",
  all: readonly LivePassword[],
  ours: ReadonlySet<string>,
): Row[] {
  const { live, naming, declared } = subject;
  const about = {
    check: kind,
    property: `application.${kind === "secret" ? "passwordCredentials" : "keyCredentials"}`,
  };
  return all
    .filter(({ keyId }) => !ours.has(keyId))
    .map((one) =>
      row(subject, about, "undeclared", none, described(one), {
        by: "hand",
        place: registration(live.displayName, "Certificates & secrets"),
        does: `find out who uses it (${naming.adopt} ${declared.resolved.name} tells its last use), then remove it`,
        command: `az ad app credential delete --id ${live.appId} --key-id ${one.keyId}${kind === "certificate" ? " --cert" : ""}`,
      }),
    );
}

/** Secrets and certificates of the application. */
export function credentialRows(subject: Subject): Row[] {
  const { live } = subject;
  const all = kept(subject);
  const standing = [...live.passwords, ...live.certificates];
  const found = all.map((one) => standing.find(({ keyId }) => keyId.toLowerCase() === keyIdOf(one)));
  const ours = new Set(all.flatMap((one) => keyIdOf(one) ?? []));
  return [
    ...all.map((one, index) => credentialRow(subject, one, found[index])),
    ...inForceRow(subject, found),
    ...unknownRows(subject, "secret", live.passwords, ours),
    ...unknownRows(subject, "certificate", live.certificates, ours),
  ];
}

/** Credentials of the principal itself: no vendor's page asks for one, and nothing here makes one. */
export function principalKeyRows(subject: WithPrincipal): readonly Row[] {
  const { principal, live } = subject;
  const of = (kind: "secret" | "certificate", keys: readonly LivePassword[]) => {
    const about = {
      check: `${kind} of the enterprise application`,
      property: `servicePrincipal.${kind === "secret" ? "passwordCredentials" : "keyCredentials"}`,
    };
    const found = keys.map((one) => ({ key: one.keyId, shown: described(one) }));
    const extra = ({ key }: { readonly key: string }): Remedy => ({
      by: "hand",
      place: enterprise(live.displayName, "Single sign-on (the admin center does not list it)"),
      does: "remove it",
      command: `az ad sp credential delete --id ${principal.id} --key-id ${key}${kind === "certificate" ? " --cert" : ""}`,
    });
    return listRows(subject, about, [], found, { missing: extra, extra });
  };
  return [...of("secret", principal.passwords), ...of("certificate", principal.certificates)];
}

/** Trust in another issuer's tokens: whoever gets one of those gets this application's. */
export function federatedRows(subject: Subject): readonly Row[] {
  const { live, declared, naming } = subject;
  const about = { check: "federated credential", property: "application.federatedIdentityCredentials" };
  // The audience stands where it is another one than Microsoft's for such tokens.
  const shown = (name: string, issuer: string, of: string, audiences: readonly string[]) =>
    [`"${name}"`, issuer, of, ...audiences.filter((audience) => audience !== exchange)].join(", ");
  const trusts = declared.resolved.credential.federated ?? [];
  const expected = trusts.map((trust) => ({
    key: JSON.stringify([trust.name, trust.issuer, trust.subject, trust.audience]),
    shown: shown(trust.name, trust.issuer, trust.subject, [trust.audience]),
  }));
  const known = new Set(expected.map(({ key }) => key));
  const found = (live.federated ?? []).map(({ id, name, issuer, subject: of, audiences }) => {
    const key = JSON.stringify([name, issuer, of, ...audiences]);
    return { key: known.has(key) ? key : id, shown: shown(name, issuer, of, audiences) };
  });
  const extra = ({ key }: { readonly key: string }): Remedy => ({
    by: "hand",
    place: registration(live.displayName, "Certificates & secrets > Federated credentials"),
    does: "remove it",
    command: `az ad app federated-credential delete --id ${live.appId} --federated-credential-id ${key}`,
  });
  return unlessUnread(subject, about, "federatedCredentials", live.id, () =>
    listRows(subject, about, expected, found, {
      missing: () => byUp(naming, "makes it again"),
      extra,
    }),
  );
}

/** The audience of tokens that are exchanged for Entra's. */
const exchange = "api://AzureADTokenExchange";

const vaultName = (vault: string) => /\/vaults\/([^/]+)$/.exec(vault)?.[1] ?? vault;

function entryRow(subject: Subject, vault: string, one: Kept, entry: VaultEntry | undefined): Row {
  const { declared, naming } = subject;
  const { scheduled } = one;
  const name = vaultEntryName(declared.resolved.identity, scheduled);
  const about = { check: `vault entry ${name}`, property: `${vaultName(vault)}/secrets` };
  const at = `--vault-name ${vaultName(vault)} --name ${name}`;
  const keyId = keyIdOf(one);
  const expected = `key id ${keyId ?? "(not applied yet)"}, until ${scheduled.expires}, enabled`;
  if (entry === undefined) {
    const applied = declared.resources.some(
      (resource) =>
        resource.identity.kind === "vaultEntry" && resource.identity.name === name && knownAs(subject, resource),
    );
    return row(
      subject,
      about,
      "different",
      expected,
      none,
      applied
        ? {
            by: "hand",
            place: `Key vaults > ${vaultName(vault)} > Secrets > Manage deleted secrets`,
            does: "recover it with its value; the credential itself works on",
            command: `az keyvault secret recover ${at}`,
          }
        : byUp(naming, "makes it"),
    );
  }
  const { enabled, expires } = entry;
  const ends = expires === undefined ? none : new Date(expires * 1000).toISOString().slice(0, 10);
  const found = `key id ${entry.tags.keyId?.toLowerCase() ?? none}, until ${ends}, ${enabled === false ? "disabled" : "enabled"}`;
  return valueRow(
    subject,
    about,
    expected,
    found,
    byRefresh(naming, `Key vaults > ${vaultName(vault)} > Secrets > ${name}`),
  );
}

/** The version of an entry's value that the last run wrote, or saw; undefined where the state tells none. */
function versionKnown(subject: Subject, name: string): string | undefined {
  const resource = subject.declared.resources.find(
    ({ identity }) => identity.kind === "vaultEntry" && identity.name === name,
  );
  const properties = resource && knownAs(subject, resource)?.outputs.properties;
  const address = (properties as { readonly secretUriWithVersion?: unknown } | undefined)?.secretUriWithVersion;
  return typeof address === "string" ? versionIn(address) : undefined;
}

/** Another value under the same name, tags and dates is another version; the value itself is not read. */
function versionRows(subject: Subject, vault: string, one: Kept, entry: VaultEntry | undefined): Row[] {
  const { declared, naming } = subject;
  const name = vaultEntryName(declared.resolved.identity, one.scheduled);
  const known = versionKnown(subject, name);
  if (known === undefined || entry?.version === undefined) return [];
  const about = { check: `value of ${name}`, property: `${vaultName(vault)}/secrets/${name}` };
  return [
    valueRow(subject, about, `version ${known}`, `version ${entry.version}`, {
      by: "hand",
      place: `Key vaults > ${vaultName(vault)} > Secrets > ${name} > Older versions`,
      does: `somebody stored another value, which would be handed over: find out who, and make the value of version ${known} the newest again, or take another credential (${naming.rotate} ${declared.resolved.name} --emergency); then ${naming.refresh}, which takes the newest version as known`,
    }),
  ];
}

/** Entries of the integration in the vault. Nothing of a value is read. */
export function vaultRows(subject: Subject): readonly Row[] {
  const { declared, tenant } = subject;
  const { vault, identity } = declared.resolved;
  if (vault === undefined) return [];
  const about = { check: "vault entry", property: `${vaultName(vault)}/secrets` };
  return unlessUnread(subject, about, "vault", vault, () => {
    const entries = tenant.vaults.get(vault) ?? [];
    // Of somebody else's key no vault has anything.
    const all = kept(subject).filter(({ scheduled }) => scheduled.certificate === undefined);
    const ours = all.map(({ scheduled }) => vaultEntryName(identity, scheduled).toLowerCase());
    const found = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name);
    const others = entries.filter(
      ({ name, tags }) =>
        tags.integration === identity && !isOthers(tags.stack, declared) && !ours.includes(name.toLowerCase()),
    );
    return [
      ...all.flatMap((one, index) => {
        const entry = found(ours[index] ?? "");
        return [entryRow(subject, vault, one, entry), ...versionRows(subject, vault, one, entry)];
      }),
      ...others.map(({ name, tags }) =>
        row(subject, about, "undeclared", none, `${name}, key id ${tags.keyId ?? none}`, {
          by: "hand",
          place: `Key vaults > ${vaultName(vault)} > Secrets`,
          does: "find out who put it there, then delete it",
          command: `az keyvault secret delete --vault-name ${vaultName(vault)} --name ${name}`,
        }),
      ),
    ];
  });
}
