/**
 * Registrations that no other comparison reads, and inputs of read ones that it does not: what cannot be put into
 * better words is said as it stands, and more of it counts as more reach.
 */
import { markerIn, markerOf, stackTag } from "../../components/marker.ts";
import type { Effect } from "../change.ts";
import type { Clause } from "../clause.ts";
import type { Registration } from "../evaluate/index.ts";
import { foreignCertificate, lineOf } from "../reading/certificate.ts";
import { leftToIdentifierUri } from "../reading/identifier-uris.ts";
import { objectIdOf } from "../reading/integration.ts";
import type { RecordedIntegration } from "../recording.ts";
import { givesAccess, tokens } from "../tokens.ts";
import { listDifference } from "./lists.ts";
import { relativeName, relativeValue } from "./names.ts";
import { type Difference, ifDifferent } from "./part.ts";

/** Inputs that other comparisons read, by type; `web.*` names parts of a map. */
const readInputs: Readonly<Record<string, readonly string[]>> = {
  [tokens.application]: [
    "displayName",
    "signInAudience",
    "owners",
    "requiredResourceAccesses",
    "fallbackPublicClientEnabled",
    "web.redirectUris",
    "web.implicitGrant",
    "singlePageApplication.redirectUris",
    "publicClient.redirectUris",
    "optionalClaims.idTokens",
    "optionalClaims.accessTokens",
    "optionalClaims.saml2Tokens",
    "groupMembershipClaims",
    "appRoles",
    "api.oauth2PermissionScopes",
    "api.requestedAccessTokenVersion",
    "identifierUris",
  ],
  [tokens.principal]: ["owners", "accountEnabled", "appRoleAssignmentRequired"],
  [tokens.password]: ["endDate", "displayName"],
  [tokens.certificate]: ["endDate", "keyId", "value", "type", "encoding"],
  [tokens.roleAssignment]: ["appRoleId", "principalObjectId", "resourceObjectId"],
  [tokens.grant]: ["claimValues", "servicePrincipalObjectId", "resourceServicePrincipalObjectId", "userObjectId"],
  [tokens.directoryRole]: ["roleId", "principalObjectId", "directoryScopeId", "appScopeId"],
  [tokens.federated]: ["displayName", "issuer", "subject", "audiences"],
  [tokens.identifierUri]: ["identifierUri"],
  [tokens.privateKey]: [],
  [tokens.selfSigned]: [],
  [tokens.vaultSecret]: [],
};

/** Inputs that give a vendor nothing: words for people, and names of the application. */
const words = new Set(
  "notes description tags featureTags logoImage marketingUrl supportUrl privacyStatementUrl termsOfServiceUrl preventDuplicateNames serviceManagementReference useExisting".split(
    " ",
  ),
);

/**
 * Tags from before they carried the stack read as those of today: the program keeps them on what it made with them, which a
 * recording, without a state, does not know.
 */
function tagsRead(tags: unknown, { type, urn }: Registration): unknown {
  const [head = "", project = ""] = urn.split("::");
  const stack = { project, stack: head.replace("urn:pulumi:", "") };
  if (Array.isArray(tags))
    return tags.map((tag) => {
      const marker = typeof tag === "string" ? markerIn(tag) : undefined;
      return marker === undefined || marker.stack !== undefined ? tag : markerOf({ ...marker, stack });
    });
  if (type !== tokens.vaultSecret || typeof tags !== "object" || tags === null) return tags;
  return { stack: stackTag(stack), ...tags };
}

/** Inputs as flat parts: one level of maps, empty ones left out, values as text. */
function parts(registration: Registration, of: RecordedIntegration | undefined): ReadonlyMap<string, string> {
  const integration = of?.name ?? "";
  // One that a line names is compared as that line (credentials.ts).
  const isNamed = of !== undefined && lineOf(of.credentials.schedule, integration, registration) !== undefined;
  const foreign = registration.type === tokens.certificate && !isNamed ? foreignCertificate(registration) : undefined;
  const read = new Set(readInputs[registration.type] ?? []);
  const inputs = { ...registration.inputs, tags: tagsRead(registration.inputs.tags, registration) };
  const flat = Object.entries(inputs).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, part]) => [`${key}.${inner}`, part] as const)
      : [[key, value] as const],
  );
  return new Map([
    ...(foreign === undefined ? [] : [["value", foreign] as const]),
    ...flat
      .filter(([key]) => !read.has(key))
      .map(([key, value]) => [key, JSON.stringify(relativeValue(value, integration)) ?? ""] as const)
      // Empty, or the id of the integration's own application or principal (unanalyzable.ts says where it is another's).
      .filter(([, value]) => !["", "null", "{}", "[]"].includes(value) && !/^"(?:id|object|client):~/.test(value)),
  ]);
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/**
 * Notes repeat purpose, contact and ticket, which are compared by themselves; the client id of a vendor's own application
 * is the integration's identity (whole.ts).
 */
function saidElsewhere(
  key: string,
  before: RecordedIntegration | undefined,
  after: RecordedIntegration | undefined,
): boolean {
  const notes = (integration: RecordedIntegration | undefined) =>
    [integration?.purpose, integration?.contact, integration?.ticket].join("\n");
  if (key === "clientId") return (before?.registration ?? after?.registration) !== undefined;
  return key === "notes" && notes(before) !== notes(after);
}

/** A key that is made anew leaves the credential it stands in without use. */
const remakesCredential: readonly string[] = [tokens.privateKey, tokens.selfSigned];

function inputEffect(type: string, key: string, gone: boolean): Effect {
  if (words.has(key) || remakesCredential.includes(type) || type === tokens.vaultSecret) return "changed";
  return gone ? "changed" : "broadened";
}

/** True for what says more than that a read resource came or went, which other comparisons put into words. */
function isReach({ subject }: Difference): boolean {
  // Options and imports are no inputs, and always said.
  if (typeof subject !== "string") return true;
  return !words.has(subject.split(": ").at(-1) ?? "") && !/^(?:PrivateKey|SelfSignedCert|Secret) /.test(subject);
}

/** Options that are refused one by one (unanalyzable.ts), as text; undefined where a former recorder wrote none. */
function furtherOptionsOf(registration: Registration, integration: string): string | undefined {
  const { version, deletedWith, formerNames, options, additionalSecretOutputs } = registration;
  if (version === undefined || options === undefined) return undefined;
  const further = { version, deletedWith, options, additionalSecretOutputs: [...additionalSecretOutputs].sort() };
  // Those of an Integration are its former names, said by themselves.
  const takesOver = registration.type === tokens.integration ? [] : formerNames;
  return JSON.stringify(relativeValue({ ...further, takesOver }, integration));
}

function furtherDifferences(
  [old, before]: readonly [Registration, string],
  [current, after]: readonly [Registration, string],
  resource: string,
): Difference[] {
  const [was, is] = [furtherOptionsOf(old, before), furtherOptionsOf(current, after)];
  if (was === undefined || is === undefined) return [];
  return ifDifferent(shortened(was), shortened(is), {
    aspect: "resource",
    subject: { code: "resource-part", resource, part: "options" },
    effect: "broadened",
  });
}

/** Secret texts that are others than before, though both recordings show the same of them. */
function secretDifferences(old: Registration, current: Registration, resource: string): Difference[] {
  const [was, is] = [old.secretDigests, current.secretDigests];
  if (!was || !is) return [];
  return Object.keys(is)
    .filter((path) => was[path] !== undefined && was[path] !== is[path])
    .sort()
    .map((path): Difference => {
      const change = { aspect: "resource", how: "changed", subject: `${resource}: ${path}` } as const;
      return { ...change, before: { code: "secret-text" }, after: { code: "other-secret-text" }, effect: "broadened" };
    });
}

/** Options by which the engine does something else than the inputs say. */
function optionsOf(registration: Registration, of: RecordedIntegration | undefined): Clause | "" {
  const { type, deleteBeforeReplace, retainOnDelete } = registration;
  const left = leftToIdentifierUri(type, { ...of?.resolved });
  const ignoreChanges = registration.ignoreChanges.filter((path) => !left.includes(path));
  if (ignoreChanges.length === 0 && !deleteBeforeReplace && !retainOnDelete) return "";
  return { code: "options", ignoreChanges: [...ignoreChanges].sort(), deleteBeforeReplace, retainOnDelete };
}

/** Differences of one registration's unread inputs. */
function inputDifferences(
  old: Registration,
  current: Registration,
  before?: RecordedIntegration,
  after?: RecordedIntegration,
): Difference[] {
  const [was, is] = [parts(old, before), parts(current, after)];
  const resource = `${current.type.split(":").at(-1)} ${current.name}`;
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  const adopted = old.importId === current.importId || current.importId === "" ? [] : [current.importId];
  return [
    ...keys
      .filter((key) => was.get(key) !== is.get(key) && !saidElsewhere(key, before, after))
      .map((key): Difference => {
        const [from, to] = [was.get(key), is.get(key)];
        return {
          aspect: "resource",
          how: from === undefined ? "added" : to === undefined ? "removed" : "changed",
          subject: `${resource}: ${key}`,
          ...(from !== undefined && { before: shortened(from) }),
          ...(to !== undefined && { after: shortened(to) }),
          effect: inputEffect(current.type, key, to === undefined),
          ...(remakesCredential.includes(current.type) && { newIdentity: true }),
        };
      }),
    ...furtherDifferences([old, before?.name ?? ""], [current, after?.name ?? ""], resource),
    ...secretDifferences(old, current, resource),
    ...ifDifferent(optionsOf(old, before), optionsOf(current, after), {
      aspect: "resource",
      subject: { code: "resource-part", resource, part: "options" },
      effect: "changed",
    }),
    ...adopted.map(
      (id): Difference => ({
        aspect: "resource",
        how: "changed",
        subject: { code: "resource-part", resource, part: "import" },
        after: { code: "adopts", id },
        effect: "broadened",
      }),
    ),
  ];
}

/** What taking a resource away does: a policy that goes may open what it closed. */
function removalEffect(type: string): Effect {
  if (givesAccess(type)) return "narrowed";
  return type.startsWith("azuread:") ? "broadened" : "changed";
}

function wholeDifference({ type, name }: Registration, how: "added" | "removed"): Difference {
  return {
    aspect: "resource",
    how,
    subject: `${type} ${name}`,
    effect: how === "added" ? "broadened" : removalEffect(type),
  };
}

/** Which registrations the other comparisons read: of two applications the first, and what its own principal holds. */
function readOf({ resources }: RecordedIntegration): (registration: Registration) => boolean {
  const first = (token: string) => resources.find(({ type }) => type === token);
  const principal = objectIdOf(first(tokens.principal));
  const own = ({ inputs }: Registration) => [inputs.principalObjectId, inputs.resourceObjectId].includes(principal);
  return (registration) => {
    const { type } = registration;
    if (type === tokens.application || type === tokens.principal) return first(type)?.urn === registration.urn;
    if (type === tokens.roleAssignment || type === tokens.directoryRole) return own(registration);
    return type in readInputs;
  };
}

/** Registrations of an integration, beyond what the other comparisons read. */
export function compareResources(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const relative =
    ({ name }: RecordedIntegration) =>
    (registration: Registration) => ({
      registration,
      key: `${registration.type} ${relativeName(registration.name, name)}`,
    });
  const { added, removed, kept } = listDifference(
    before.resources.map(relative(before)),
    after.resources.map(relative(after)),
    ({ key }) => key,
  );
  const [readBefore, readAfter] = [readOf(before), readOf(after)];
  // A read resource that comes or goes is worded elsewhere; here only the inputs that nobody else reads.
  const bare = ({ secretDigests: _, ...registration }: Registration) => ({ ...registration, inputs: {}, importId: "" });
  return [
    ...added.flatMap(({ registration }) =>
      readAfter(registration)
        ? inputDifferences(bare(registration), registration, after, after).filter(isReach)
        : [wholeDifference(registration, "added")],
    ),
    ...removed.flatMap(({ registration }) =>
      readBefore(registration)
        ? inputDifferences(registration, bare(registration), before, before).filter(isReach)
        : [wholeDifference(registration, "removed")],
    ),
    ...kept.flatMap(([old, current]) => inputDifferences(old.registration, current.registration, before, after)),
  ];
}

/** Registrations outside every integration. */
export function compareOutside(before: readonly Registration[], after: readonly Registration[]): Difference[] {
  const { added, removed, kept } = listDifference(before, after, ({ urn }) => urn);
  return [
    ...added.map((registration) => wholeDifference(registration, "added")),
    ...removed.map((registration) => wholeDifference(registration, "removed")),
    ...kept.flatMap(([old, current]) => inputDifferences(old, current)),
  ];
}
