/** Every clause in English. */
import { permissionFaultWords } from "../../components/permission-fault.ts";
import { plural } from "../../components/plural.ts";
import { redirectUriFaultWords } from "../../components/redirect-uri.ts";
import { scheduleFaultWords } from "../../components/schedule.ts";
import type { WordsOf } from "../../components/worded.ts";
import { type ClauseValues, everyProperty, type OwnedObject } from "../clause.ts";
import { listedNamesEn } from "./list-en.ts";
import { programPartEn } from "./program.ts";

const objects = { application: "the application", principal: "the service principal" } as const;

function named(of: readonly OwnedObject[]): string {
  return of.map((object) => objects[object]).join(" and ");
}

const inputs = { endDate: "its end", startDate: "its start", displayName: "its name", keyId: "its key id" } as const;

const ownerKinds = {
  user: "a person",
  servicePrincipal: "a service principal",
  unknown: "a person or a service principal",
} as const;

const tokenWords = { idTokens: "ID tokens", accessTokens: "access tokens", saml2Tokens: "SAML tokens" };

/** The words of the clauses in English. */
export const clausesEn: WordsOf<ClauseValues> = {
  ...permissionFaultWords,
  ...redirectUriFaultWords,
  ...scheduleFaultWords,
  endless: () => "without an end",
  "endless-off-schedule": () => "without an end, in no line of the schedule",
  // The day of the file's `expires`, on which it no longer works; sentences name the last day, the one before.
  until: ({ until }) => `expires ${until}`,
  "until-off-schedule": ({ until }) => `expires ${until}, in no line of the schedule`,
  "key-elsewhere": ({ until, certificate, thumbprint, ends, holder }) =>
    `expires ${until}; certificate ${certificate}, SHA-1 ${thumbprint}, its own end ${ends}: whoever holds its private key signs in with it${holder === undefined ? " (the file names no keyHolder)" : ` (${holder}, says the file)`}`,
  unregistered: ({ until }) => `not registered, expires ${until}`,
  "client-secret": () => "a client secret",
  "self-signed-certificate": () => "a self-signed certificate",
  lifetime: ({ days, until }) => `${days} days (it expires ${until})`,
  "live-credentials": ({ issued }) => `${issued.length} live credentials (${issued.join(", ")})`,
  "shared-credential": ({ instances }) => `one credential for ${instances.length} instances (${instances.join(", ")})`,
  "not-assigned": ({ user }) => `${user} is named and not assigned`,
  "granted-for-others": ({ permission }) => `${permission} is granted for others too`,
  "assignment-not-required": () => "everyone may: no assignment is required",
  "still-open": () => "everyone still may, until a later change removes `stillOpen`",
  "key-bits": ({ bits }) => `it has ${bits} bits`,
  "key-algorithm": ({ algorithm = "not named" }) => `its algorithm is ${algorithm}`,
  "key-signature": ({ algorithm }) => `it is signed with ${algorithm}`,
  "certificate-unreadable": () => "it is no certificate that can be read",
  "deployer-no-owner": ({ deployer, of }) => `${deployer}, which deploys, is no owner of ${named(of)}`,
  "deployer-exchanged": ({ former, of, next }) =>
    `${former}, which deployed until now, is no owner of ${named(of)} any more${next === undefined ? "" : `, and ${next}, which deploys from now on, was none before`}`,
  "no-owner-stays": ({ of }) => `none of the owners of ${named(of)} stays, so whoever deploys goes`,
  objects: ({ objects: of }) => named(of),
  "subject-not-exact": () => "does not name one subject exactly",
  "audience-not-alone": ({ audience }) => `is not bound to the audience ${audience} alone`,
  "issuer-not-https": () => "names no issuer over https",
  "repository-without-ids": () => "names a repository without its ids, and a name may pass to another owner",
  "requested-not-granted": () => "requested and not granted",
  "granted-not-requested": () => "granted and not requested",
  "not-the-client-id": () =>
    "the client id is not in it, so another application may bear it once it is free, and be given what was meant for this one",
  "of-another-application": () => "it holds the id of another application",
  "tokens-not-version-2": () =>
    "its access tokens are of version 1, which name that URI as their audience and not the client id",
  person: () => "a person",
  "maybe-person": () => "who may be a person",
  "access-tokens": () => "access tokens",
  "id-tokens": () => "ID tokens",
  kind: ({ kind }) => kind,
  risk: ({ level }) => level,
  "the-application": () => "The application",
  "whole-tenant": () => "the whole tenant",
  "public-client-switch": () => "The switch for public client flows",
  "two-platforms": () => "stands on two platforms",
  "alike-for-entra": ({ other }) => `differs from ${other} only by letter case or by the port of localhost`,
  "too-many-uris": ({ count, most }) => `holds ${count} URIs; Entra takes at most ${most}`,
  "query-beside-personal": () => "has a query, which Entra refuses beside personal accounts",
  "permission-of-no-api": ({ name, api }) => `${name} is none of ${api}`,
  "exchange-role": ({ role }) => `the Exchange role "${role}" for named mailboxes, with no consent in Entra`,
  "some-exchange-role": () => "a role of Exchange Online that is limited to named mailboxes",
  "registered-nothing": () => "nothing",
  "registered-endless": () => "one without an end",
  "registered-until": ({ until }) => `one until ${until}`,
  "scheduled-none": () => "names none",
  "scheduled-until": ({ until }) => `says ${until}`,
  "other-credential-kind": () => "it becomes a credential of another kind",
  "credential-differs": ({ input, from = "nothing", to }) => `${inputs[input]} changes from ${from} to ${to}`,
  "certificate-differs": ({ from = "one made here", to = "one made here" }) =>
    `its certificate changes from ${from} to ${to}`,
  "gone-unsuspended": () => "the integration goes, and no earlier change suspended it",
  "no-newer-credential": () => "no newer one is alive",
  unconfirmed: ({ issued }) => `nobody has confirmed that the vendor uses ${issued} everywhere`,
  "overlap-too-short": ({ issued, days, overlap }) =>
    `${issued} has been there for ${days} of the ${overlap} days that both are to live`,
  "no-such-day": ({ issued, expires }) => `issued ${issued} or expires ${expires} is not a day that exists`,
  "ends-before-issue": ({ issued, expires }) => `expires ${expires} is not after issued ${issued}`,
  "issued-ahead": ({ issued, now }) => `issued ${issued} is more than one day after today, ${now}`,
  "due-since": ({ day }) => `is due since ${day}`,
  "overdue-since": ({ day }) => `is overdue since ${day}`,
  "ends-in": ({ on, days }) => `it ends on ${on}, in ${days} days`,
  ended: ({ on }) => `it ended on ${on}`,
  "half-protected": () => "is protected on only one of application and service principal",
  unprotected: () => "is not protected, though its tenant is not disposable",
  "unprotected-without-leaving": () => "loses its protection without `leaving`",
  "leaving-unsuspended": () => "is leaving, but no earlier change suspended it",
  "may-be-made-twice": () => "may be made twice: `preventDuplicateNames` is not set",
  "without-marker": () =>
    "has no tag m365-integrations/<project>/<stack>/<name>, by which an audit finds what no state knows",
  "no-exception-here": () => "no exception is made here",
  "only-the-page": () => "only a step of the vendor's own page could carry it, and none demands it",
  "given-before": () => "it was given before this was there",
  "claimed-by-change": () =>
    "that the vendor's page demands this is claimed by this change, and a demand counts once the base has it",
  "claimed-by-file": ({ file }) =>
    `that the vendor's page demands this is claimed by ${file}, which whoever asks for the access writes: its demands excuse nothing`,
  "own-reason": () => "Give the reason in the exception itself.",
  "read-against-page": () =>
    "Remove the line: only a definition that is code, and was read against the vendor's page, could carry it.",
  "vendor-first": () =>
    "Bring the vendor's definition in a change of its own, which a code owner reads against the page; then accept it.",
  "remove-line": () => "Remove the line and what it was to accept.",
  "accept-anew": () => "Let it be accepted for what it is now: with a new `until` or `reason`.",
  demanded: ({ reason, step }) => `${reason.en} (step ${step})`,
  "no-value": () => "nothing",
  places: ({ places, more }) => `${places.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  "files-by-part": ({ parts }) =>
    parts
      .map(
        ({ part, files, more }) => `${programPartEn[part]} (${files.join(", ")}${more > 0 ? ` and ${more} more` : ""})`,
      )
      .join("; "),
  "part-late": ({ seconds }) => `did not end within ${seconds} s and was stopped`,
  "part-memory": ({ megabytes }) => `needs more than ${megabytes} MB of memory`,
  "part-denied": () => "tried to write a file or to start a process, which a review does not allow",
  "part-without-answer": ({ signal, exitCode }) =>
    `ended without an answer (${signal ? `signal ${signal}` : `exit code ${exitCode}`})`,
  "part-not-started": ({ error }) => `could not be started: ${error}`,
  "other-protocol": ({ version }) =>
    version === undefined ? "speaks another version of the protocol" : `speaks version ${version} of the protocol`,
  resources: ({ names }) => listedNamesEn(names),
  names: ({ names }) => listedNamesEn(names),
  hidden: ({ what, name }) => `${what} ${name}`,
  "transformed-after": () => "a transform changes it after it was recorded",
  "hook-beside": () => "a hook runs code beside it",
  "provider-is-code": () => "its provider is code of the program",
  "runs-command": () => "it runs a command",
  "reads-stack": () => "it reads another stack",
  "reads-undescribed": () => "it reads what this program does not describe",
  "code-in-engine": () => "it changes resources inside the engine",
  "answer-of-tenant": () => "its answer is known to the tenant alone",
  "unknown-before-run": ({ path }) => `${path} is not known before the engine runs`,
  "changes-ignored": ({ paths }) => `changes of ${paths.join(", ")} are not applied`,
  "old-goes-first": () => "the old one goes before the new one works",
  "stays-in-tenant": () => "removing it here leaves it in the tenant",
  "second-application": () => "an integration has one application and one principal",
  "not-its-own": ({ input }) => `${input} is not the integration's own`,
  "api-not-in-catalog": ({ input }) => `${input} is no API of the catalog, so the permission has no name`,
  "provider-not-pinned": () => "its provider is not pinned to the tenant of the file",
  "secret-in-plain": ({ path }) => `a secret stands in plain in ${path}, where the state and every log show it`,
  "secret-sent": ({ path }) => `a secret is sent to ${path}, where everybody in the tenant may read it`,
  "never-registered": ({ error }) =>
    error === ""
      ? "its inputs never come to a value here, so nobody sees what it registers"
      : `its inputs fail here (${error}), so nobody sees what it registers`,
  "code-unrun": ({ error }) =>
    error === ""
      ? "code waits for an output that nobody knows before the engine runs, so nobody sees what it does"
      : `code that waits for an output fails here (${error}), so nobody sees what it does`,
  "property-unanswered": ({ property }) =>
    property === everyProperty
      ? "the program goes through everything that the tenant answers"
      : `the program reads ${property} of its answer, which only the tenant knows`,
  "still-running": ({ kinds }) => `something still runs when the program has ended (${kinds.join(", ")})`,
  "made-by-package": () => "another package makes its resources inside the engine",
  "goes-with": ({ resource }) => `it is never deleted by itself, but counts as gone with ${resource}`,
  "other-plugin": ({ option }) => `${option} names another provider program than the installed package's`,
  "options-unread": ({ names }) => `no rule reads its options ${names.join(", ")}`,
  "takes-over": ({ resource }) => `it takes over the state of ${resource}`,
  "provider-told": ({ input }) => `${input} says where, or as whom, everything is made`,
  "provider-unread": () => "no rule reads a provider of this package",
  "shown-secret": ({ outputs }) => `its outputs ${outputs.join(", ")} are not kept secret`,
  "certificate-from-elsewhere": ({ fingerprint }) =>
    `the key of its certificate ${fingerprint} was not made here, so whoever made it can sign in with it`,
  "key-from-elsewhere": () => "its key was not made here, so whoever made it can sign in with it",
  "manages-credentials": () => "it can make credentials for itself or others (Microsoft's permissions reference)",
  "grants-authorization": () => "it can grant itself or others more (Microsoft's permissions reference)",
  "tenant-admin-equivalent": () =>
    "its holder can do what an administrator of the tenant can (Microsoft's permissions reference)",
  "broad-directory-access": () => "it reads the whole directory (Microsoft's permissions reference)",
  scuba: ({ level }) => `${level} in CISA's ScubaGear`,
  "control-plane": () => "it belongs to the control plane of the tenant (tier 0)",
  "sensitive-data": () => "it reaches sensitive data of the whole tenant (tier 1)",
  "rights-of-the-person": () => "it acts with the rights of the person who signed in",
  "user-plane": () => "it reaches neither the control plane nor sensitive data of the whole tenant (tier 2)",
  "as-its-role": () => "no source rates it by itself: it opens what its directory role opens",
  "reads-by-name": () => "no source rates it; by its name it reads data of the whole tenant",
  "changes-by-name": () => "no source rates it, and by its name it changes data of the whole tenant",
  uncatalogued: () => "the catalog does not know it, so it is judged as the worst",
  permission: ({ api, kind, name }) => `${api} ${kind} ${name}`,
  "permission-state": ({ granted, requested, kind }) => {
    const whom = { once: "granted", everyone: "granted for everyone" };
    const state =
      granted === undefined
        ? ["requested", "not granted"]
        : [
            typeof granted === "string" ? whom[granted] : `granted for ${granted.join(", ")}`,
            ...(requested ? [] : ["not requested"]),
          ];
    return [...(kind ? [kind] : []), ...state].join(", ");
  },
  setting: ({ setting }) => setting,
  "which-deploys": () => "which deploys",
  "name-of": ({ id }) => `that the file gives to ${id}`,
  owner: ({ kind, name, of }) =>
    `${name === undefined ? "" : `${name}, `}${ownerKinds[kind]}, owner of the ${of.join(" and the ")}`,
  everyone: () => "everyone",
  only: ({ users }) => `only ${users.length > 0 ? users.join(", ") : "who is assigned, and nobody is"}`,
  "assigned-while-open": () => "assigned, while everyone may sign in",
  "one-key": () => "one key",
  "one-subject": ({ issuer, subject }) => `the tokens of ${issuer} for ${subject}`,
  "a-user": () => "user",
  "a-group": () => "group",
  "in-roles": ({ roles, administers }) =>
    `${roles.length === 1 ? "role" : "roles"} ${roles.join(" and ")}${administers ? ", which administers the product" : ""}`,
  within: ({ scope }) => (scope === "/" ? "for the whole tenant" : `within ${scope}`),
  "mailbox-right": ({ right, address }) => `${right} on ${address}`,
  "mailbox-use": ({ receive, sendAs }) =>
    [receive && "fetches mail", sendAs && "sends as its own address"].filter(Boolean).join(", ") || "no use named",
  "exchange-script": () => "a line of the Exchange script that no mailbox of the file explains",
  step: ({ procedure, step }) => `step ${step} of "${procedure}"`,
  field: ({ procedure, step, label }) => `field "${label}" in step ${step} of "${procedure}"`,
  "place-typed": () => "a place where the credential is typed",
  "definition-key": ({ key }) => `the vendor's file, ${key}`,
  "definition-entry": ({ key }) => `the vendor's file, an entry of ${key}`,
  "undo-step": ({ number }) => `step ${number} of leaving`,
  "removal-commands": () => "the removal commands of the Exchange script",
  confirmed: ({ on }) => `confirmed ${on}`,
  "not-confirmed": () => "not confirmed",
  "credential-anew": () => "deleted and made anew under another name",
  "credential-kind": ({ kind }) => (kind === "federated" ? "federated credential" : kind),
  claim: ({ name, token }) => `the claim ${name} in ${tokenWords[token]}`,
  "group-claims": ({ groups }) =>
    groups === "ApplicationGroup"
      ? "a person's groups, as far as they are assigned to the application, in its tokens"
      : `a person's groups (${groups}) in its tokens`,
  "app-role": ({ value }) => `its own role ${value}`,
  "scope-exposed": ({ value }) => `the scope ${value}, which other applications may ask for`,
  "token-version": () => "version of its access tokens",
  trust: ({ issuer, subject, audience }) => `whoever gets a token of ${issuer} for ${subject} (audience ${audience})`,
  "suspended-since": ({ since, reason }) => `since ${since}: ${reason}`,
  protection: ({ protection }) => protection,
  exception: ({ rule, subject }) => (subject === undefined ? rule : `${rule} of ${subject}`),
  "exception-until": ({ until, reason }) => (reason ? `until ${until}: ${reason}` : `until ${until}`),
  vendor: ({ product, vendor }) => `${product} (${vendor})`,
  "integration-comes": ({ product, vendor, suspended, replaces }) =>
    `${product} (${vendor})${suspended ? ", suspended" : ""}${replaces === undefined ? "" : `, with a new client id in place of ${replaces}: without \`formerly\` it is another application`}`,
  "integration-goes": ({ product, vendor, successor }) =>
    `${product} (${vendor})${successor === undefined ? "" : `; ${successor} comes with a new client id`}`,
  "same-application": ({ name }) => `${name}, the same application and client id`,
  "vendors-application": ({ clientId }) => `the vendor's own application ${clientId}`,
  "own-application": () => "an application of this tenant",
  "application-anew": () => "its application is deleted and made anew, with a new client id",
  receiver: ({ receiver, former, other }) => {
    const what = { host: "another host", port: "another port of the same host" }[other];
    return former.length === 0
      ? `authorization codes and tokens go to ${receiver}`
      : `authorization codes and tokens go to ${what}, ${receiver} (until now: ${former.join(", ")})`;
  },
  "other-path-of-receiver": () => "another path of a host that receives codes and tokens already",
  "other-path": () => "another path of the same host",
  "other-client": ({ platform }) =>
    ({
      web: "a server redeems the codes that go there, with the credential",
      spa: "a page in the browser redeems the codes that go there, and needs no credential for it",
      publicClient: "an app on a device redeems the codes that go there, without any credential",
    })[platform],
  "resource-part": ({ resource, part }) => `${resource}: ${part}`,
  options: ({ ignoreChanges, deleteBeforeReplace, retainOnDelete }) =>
    [
      ignoreChanges.length > 0 && `ignores changes of ${ignoreChanges.join(", ")}`,
      deleteBeforeReplace && "deletes before it replaces",
      retainOnDelete && "stays in the tenant when it is removed here",
    ]
      .filter(Boolean)
      .join(", "),
  provider: ({ provider, input }) => `the provider ${provider}: ${input}`,
  "provider-of": ({ from, to }) => `the provider ${to} in place of ${from}`,
  "made-by": ({ resources }) => `makes ${plural(resources, "resource")} that stood before`,
  "public-output": ({ path }) => `the public stack output ${path}`,
  "secret-text": () => "a secret text",
  "other-secret-text": () => "another secret text",
  adopts: ({ id }) => `adopts ${id}, which exists in the tenant`,
};
