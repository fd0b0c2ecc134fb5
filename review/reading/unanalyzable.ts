/** Everything that the recorder saw and no rule can judge, each by name. */
import { apis } from "../../catalog/apis.ts";
import { leftToOthers, namesInCapitals } from "../../components/fixed-names.ts";
import { orderedBy } from "../../components/order.ts";
import { vaultParts } from "../../components/vault-id.ts";
import { digestOf } from "../evaluate/digest.ts";
import type { Evaluation, Registration, Unseen } from "../evaluate/index.ts";
import { canary } from "../evaluate/known-outputs.ts";
import type { Unanalyzable } from "../recording.ts";
import { concernsAccess, tokens } from "../tokens.ts";
import { foreignCertificate, lineOf } from "./certificate.ts";
import { leftToIdentifierUri } from "./identifier-uris.ts";
import { map, text, texts } from "./inputs.ts";
import { objectIdOf, resolvedOf } from "./integration.ts";
import { lookedUpApi } from "./permissions.ts";
import { byIntegration, integrationAbove } from "./placement.ts";
import { providedPackage, providerUrn, toldUnread } from "./providers.ts";

type Seen = Omit<Unanalyzable, "integration" | "urn">;

const knownApis = new Set(apis.map(({ appId }) => appId));

/** Code that runs where the recorder cannot look. */
function hidden({ type, transforms, hooks, remote = false }: Registration): Seen[] {
  return [
    ...(transforms > 0 ? [{ what: "transforms", detail: { code: "transformed-after" } } as const] : []),
    ...(hooks ? [{ what: "hooks", detail: { code: "hook-beside" } } as const] : []),
    ...(type.startsWith("pulumi-nodejs:dynamic:")
      ? [{ what: "dynamic-provider", detail: { code: "provider-is-code" } } as const]
      : []),
    ...(remote ? [{ what: "remote-component", detail: { code: "made-by-package" } } as const] : []),
    ...(type.startsWith("command:") ? [{ what: "command", detail: { code: "runs-command" } } as const] : []),
    ...(type === tokens.stackReference ? [{ what: "stack-reference", detail: { code: "reads-stack" } } as const] : []),
  ];
}

/** The principal of a vendor's own application: most of it is others', and it outlives its lines in the file. */
function isVendorsPrincipal({ type, inputs }: Registration, integration: Registration | undefined): boolean {
  const clientId = text(map(integration?.inputs ?? {}, "registration"), "clientId");
  return type === tokens.principal && clientId !== "" && text(inputs, "clientId") === clientId;
}

/** Resource options by which the engine does something other than what the inputs say. */
function withheld(registration: Registration, integration: Registration | undefined): Seen[] {
  const { type, unknownInputs, deleteBeforeReplace } = registration;
  if (!concernsAccess(type)) return [];
  const isOthers = isVendorsPrincipal(registration, integration);
  const left = [...(isOthers ? leftToOthers : []), ...leftToIdentifierUri(type, integration?.inputs ?? {})];
  const ignoreChanges = registration.ignoreChanges.filter((path) => !left.includes(path));
  const retainOnDelete = registration.retainOnDelete && !isOthers;
  return [
    ...unknownInputs.map(
      (path) => ({ what: "unresolved-input", detail: { code: "unknown-before-run", path } }) as const,
    ),
    ...(ignoreChanges.length > 0
      ? [
          {
            what: "ignored-changes",
            detail: { code: "changes-ignored", paths: [...ignoreChanges].sort() },
          } as const,
        ]
      : []),
    ...(deleteBeforeReplace ? [{ what: "delete-before-replace", detail: { code: "old-goes-first" } } as const] : []),
    ...(retainOnDelete ? [{ what: "retained", detail: { code: "stays-in-tenant" } } as const] : []),
  ];
}

/** The part of a URN by which people know the resource. */
function nameOf(urn: string): string {
  return urn.split("::").slice(2).join("::") || urn;
}

/** Names in an alias; an alias of the type alone names none. */
function aliased(alias: string): { readonly name?: string; readonly type?: string; readonly parenturn?: string } {
  if (!alias.startsWith("{")) {
    const [, , types = "", ...name] = alias.split("::");
    return { name: name.join("::"), type: types.split("$").at(-1) ?? "" };
  }
  const { name, type, parenturn } = JSON.parse(alias) as ReturnType<typeof aliased>;
  return { ...(name && { name }), ...(type && { type }), ...(parenturn && { parenturn }) };
}

/**
 * Aliases by which a resource takes over another one's state: other than the former names that the integration's own
 * inputs give, with what follows from them for its resources.
 */
function takenOver(registration: Registration, integration: Registration | undefined): Seen[] {
  const { aliases = [], type, name } = registration;
  const component = type === tokens.integration ? registration : integration;
  const formerly = component ? texts(component.inputs, "formerly") : [];
  const names = [component?.name ?? name, ...formerly].map((former) =>
    component && name.startsWith(component.name) ? `${former}${name.slice(component.name.length)}` : name,
  );
  const isOwn = (alias: string) => {
    const former = aliased(alias);
    const parents = [registration.parent, ...formerly.map((former) => `::${former}`)].map((urn) =>
      urn.split("::").at(-1),
    );
    if (former.parenturn !== undefined && !parents.includes(former.parenturn.split("::").at(-1))) return false;
    const formerName = former.name ?? name;
    return (
      (former.type ?? type) === type &&
      (names.includes(formerName) || names.some((own) => namesInCapitals(own).includes(formerName)))
    );
  };
  return aliases
    .filter((alias) => !isOwn(alias))
    .map((alias) => ({ what: "alias", detail: { code: "takes-over", resource: nameOf(alias) } }));
}

/** Which program makes a resource, and what becomes of it: options that the inputs do not show. */
function beside(registration: Registration, installed: Readonly<Record<string, string>>): Seen[] {
  const { type, importId, deletedWith = "", version = "", options = {} } = registration;
  const { pluginDownloadURL, packageRef, pluginChecksums, envVarMappings, ...others } = options;
  const plugin = { pluginDownloadURL, packageRef, pluginChecksums, envVarMappings };
  const installedVersion = installed[providedPackage(type) ?? type.split(":")[0] ?? ""];
  const elsewhere = [
    ...Object.entries(plugin).flatMap(([option, value]) => (value === undefined ? [] : [option])),
    ...(version !== "" && installedVersion !== undefined && version !== installedVersion ? ["version"] : []),
  ];
  const unread = Object.keys(others).sort();
  return [
    ...(importId === "" ? [] : [{ what: "imported", detail: { code: "adopts", id: importId } } as const]),
    ...(deletedWith === ""
      ? []
      : [{ what: "deleted-with", detail: { code: "goes-with", resource: nameOf(deletedWith) } } as const]),
    ...elsewhere.map((option) => ({ what: "plugin", detail: { code: "other-plugin", option } }) as const),
    ...(unread.length === 0 ? [] : [{ what: "option", detail: { code: "options-unread", names: unread } } as const]),
  ];
}

/** Outputs that the providers' packages mark as secret; a program can leave them out by writing the resource otherwise. */
const secretOutputs: Readonly<Record<string, readonly string[]>> = {
  [tokens.password]: ["value"],
  [tokens.certificate]: ["value"],
  [tokens.privateKey]: ["privateKeyOpenssh", "privateKeyPem", "privateKeyPemPkcs8"],
  [tokens.selfSigned]: ["privateKeyPem"],
};

function shown({ type, additionalSecretOutputs, version }: Registration): Seen[] {
  // A former recorder wrote neither.
  if (version === undefined) return [];
  const outputs = (secretOutputs[type] ?? []).filter((output) => !additionalSecretOutputs.includes(output));
  return outputs.length === 0 ? [] : [{ what: "secret-output", detail: { code: "shown-secret", outputs } }];
}

/** Keys that somebody else made, and holds. Every key of this program is the recorder's own secret in a recording. */
function foreignKey(registration: Registration, integration: Registration | undefined): Seen[] {
  const { type, inputs, secretDigests } = registration;
  // A line of the file names it, which people review and compare.
  if (integration && lineOf(resolvedOf(integration).credential.schedule, integration.name, registration)) return [];
  const certificate = type === tokens.certificate ? foreignCertificate(registration) : undefined;
  if (certificate !== undefined)
    return [{ what: "foreign-key", detail: { code: "certificate-from-elsewhere", fingerprint: certificate } }];
  if (type !== tokens.selfSigned || secretDigests === undefined) return [];
  const isMadeHere = secretDigests.privateKeyPem === digestOf(canary) && !("privateKeyPemWo" in inputs);
  return isMadeHere ? [] : [{ what: "foreign-key", detail: { code: "key-from-elsewhere" } }];
}

/** Inputs that a secret may be sent to: whoever reads the resource does not read them. */
const secretInputs: Readonly<Record<string, readonly string[]>> = {
  [tokens.certificate]: ["value"],
  [tokens.selfSigned]: ["privateKeyPem"],
  [tokens.vaultSecret]: ["properties"],
};

/** A secret in an input that everybody may read in the tenant, however well the state keeps it. */
function sent({ type, custom, secretInputs: sentInputs }: Registration): Seen[] {
  if (!custom || !concernsAccess(type)) return [];
  return sentInputs
    .filter((path) => !(secretInputs[type] ?? []).includes(path))
    .map((path) => ({ what: "secret-in-plain", detail: { code: "secret-sent", path } }));
}

/** Ids that must be the integration's own: a child may not reach into another integration or a stranger. */
function references(children: readonly Registration[]): readonly (readonly [Registration, Seen])[] {
  const applications = children.filter(({ type }) => type === tokens.application);
  const principals = children.filter(({ type }) => type === tokens.principal);
  const applicationIds = new Set(applications.map(({ name }) => `id:${name}`));
  const principalIds = new Set(principals.map(objectIdOf));
  const found: [Registration, Seen][] = [...applications.slice(1), ...principals.slice(1)].map((second) => [
    second,
    { what: "second-application", detail: { code: "second-application" } },
  ]);
  const foreign = (registration: Registration, key: string) =>
    found.push([registration, { what: "foreign-reference", detail: { code: "not-its-own", input: key } }]);
  const unknownApi = (registration: Registration, key: string) => {
    const appId = lookedUpApi(text(registration.inputs, key));
    if (appId === undefined || !knownApis.has(appId))
      found.push([registration, { what: "unknown-api", detail: { code: "api-not-in-catalog", input: key } }]);
  };
  for (const child of children) {
    const { type, inputs } = child;
    if ("applicationId" in inputs && type.startsWith("azuread:") && !applicationIds.has(text(inputs, "applicationId")))
      foreign(child, "applicationId");
    if (type === tokens.grant) {
      if (!principalIds.has(text(inputs, "servicePrincipalObjectId"))) foreign(child, "servicePrincipalObjectId");
      unknownApi(child, "resourceServicePrincipalObjectId");
    }
    if (type === tokens.directoryRole && !principalIds.has(text(inputs, "principalObjectId")))
      foreign(child, "principalObjectId");
    if (type === tokens.roleAssignment && !principalIds.has(text(inputs, "resourceObjectId"))) {
      if (!principalIds.has(text(inputs, "principalObjectId"))) foreign(child, "principalObjectId");
      unknownApi(child, "resourceObjectId");
    }
  }
  return found;
}

/** Entra resources that another provider makes than the one pinned to the tenant. */
function elsewhere(registrations: readonly Registration[]): readonly (readonly [Registration, Seen])[] {
  const tenants = new Map(
    registrations
      .filter(({ type }) => type === tokens.entraProvider)
      .map(({ urn, inputs }) => [urn, text(inputs, "tenantId")]),
  );
  const tenant = registrations.find(({ type }) => type === tokens.integration)?.inputs.tenantId;
  const pinned = ({ provider }: Registration) => {
    const subject = tenants.get(provider.slice(0, provider.lastIndexOf("::")));
    return subject !== undefined && subject !== "" && (tenant === undefined || subject === tenant);
  };
  return registrations
    .filter((registration) => registration.type.startsWith("azuread:") && !pinned(registration))
    .map((registration) => [registration, { what: "other-tenant", detail: { code: "provider-not-pinned" } }]);
}

/**
 * Lookups whose answers only stop a run: of the APIs, of those whom an Integration names; and of the stack's own last state,
 * which also tells the marker that an application was made with.
 */
function isAnswered({ registrations }: Evaluation): (lookup: Evaluation["lookups"][number]) => boolean {
  const components = registrations.filter(({ type }) => type === tokens.integration);
  const named = components.flatMap(({ inputs }) => [...texts(inputs, "signsIn"), ...texts(inputs, "signsInGroups")]);
  // urn:pulumi:<stack>::<project>::…
  const [head = "", project] = components[0]?.urn.split("::") ?? [];
  const own = `organization/${project}/${head.replace("urn:pulumi:", "")}`;
  return ({ token, inputs }) => {
    switch (token) {
      case tokens.principalLookup:
        return knownApis.has(text(inputs, "clientId"));
      case tokens.objectLookup:
        return named.includes(text(inputs, "objectId"));
      case tokens.stateLookup:
        return text(inputs, "stackName") === own;
      default:
        return false;
    }
  };
}

function unseenDetail({ what, type, name, error }: Unseen): Seen {
  switch (what) {
    case "unregistered":
      return type.startsWith("pulumi-nodejs:dynamic:")
        ? { what: "dynamic-provider", detail: { code: "provider-is-code" } }
        : { what, detail: { code: "never-registered", error } };
    case "unrun":
      return { what, detail: { code: "code-unrun", error } };
    case "unanswered":
      return { what: "lookup", detail: { code: "property-unanswered", property: name } };
    case "running":
      return { what, detail: { code: "still-running", kinds: [name] } };
  }
}

/** What the recorder saw begin and not end. A resource that was never registered has no parent to tell its integration. */
function unseenOf({ unseen = [], escapeHatches, registrations }: Evaluation): Unanalyzable[] {
  const asksEngine = escapeHatches.length > 0 || registrations.some(({ transforms, hooks }) => transforms > 0 || hooks);
  // The SDK keeps a server open by which the engine calls transforms and hooks, and those are said by themselves.
  const isSdks = ({ what }: Unseen) => what === "running" && asksEngine;
  return unseen
    .filter((entry) => !isSdks(entry))
    .map((entry) => {
      const { what, type, name } = entry;
      const resource = what === "unanswered" ? type : [type, name].filter(Boolean).join("::");
      const urn = resource === "" ? "program" : what === "unanswered" ? resource : `::::${resource}`;
      return { ...unseenDetail(entry), integration: "", urn };
    });
}

function reachesOf(evaluation: Evaluation): Unanalyzable[] {
  const { escapeHatches: reaches, lookups } = evaluation;
  const answered = isAnswered(evaluation);
  const whats = { read: "read", transform: "transforms" } as const;
  // A hook runs only where a resource is bound to it, which its registration says.
  const reached = reaches.flatMap(({ what, type, name }): Unanalyzable[] => {
    if (what === "hook") return [];
    const detail = { code: what === "read" ? "reads-undescribed" : "code-in-engine" } as const;
    const kind = type === tokens.stackReference ? "stack-reference" : whats[what];
    return [{ what: kind, integration: "", urn: [type, name].filter(Boolean).join(" "), detail }];
  });
  const unanswered = lookups
    .filter((lookup) => !answered(lookup))
    .map(
      ({ token }): Unanalyzable => ({
        what: "lookup",
        integration: "",
        urn: token,
        detail: { code: "answer-of-tenant" },
      }),
    );
  return [...reached, ...unanswered];
}

/** A provider's types tell its package last. */
function providerName({ type, name }: Registration): string {
  return `${providedPackage(type)}::${name}`;
}

/** Vault entries that go into another subscription than that of the file's vault. */
function elsewhereKept(registrations: readonly Registration[]): readonly (readonly [Registration, Seen])[] {
  const byUrn = new Map(registrations.map((registration) => [registration.urn, registration]));
  const above = integrationAbove(registrations);
  return registrations
    .filter((entry) => {
      const vault = text(above(entry)?.inputs ?? {}, "vault");
      if (entry.type !== tokens.vaultSecret || vault === "") return false;
      const provider = byUrn.get(providerUrn(entry));
      return !provider || text(provider.inputs, "subscriptionId") !== vaultParts(vault).subscriptionId;
    })
    .map((entry) => [entry, { what: "provider-input", detail: { code: "provider-told", input: "subscriptionId" } }]);
}

/** Everything of an evaluation that cannot be judged, sorted, each once. */
export function unanalyzableOf(evaluation: Evaluation): Unanalyzable[] {
  const { registrations } = evaluation;
  const above = integrationAbove(registrations);
  const { components, childrenOf } = byIntegration(registrations);
  const seen = [
    ...registrations.flatMap((registration) =>
      [
        ...hidden(registration),
        ...withheld(registration, above(registration)),
        ...beside(registration, evaluation.installed ?? {}),
        ...takenOver(registration, above(registration)),
        ...shown(registration),
        ...foreignKey(registration, above(registration)),
        ...sent(registration),
        ...toldUnread(registration),
      ].map((what) => [registration, what] as const),
    ),
    ...components.flatMap((component) => references(childrenOf(component))),
    ...elsewhere(registrations),
    ...elsewhereKept(registrations),
  ].map(
    ([registration, what]): Unanalyzable => ({
      ...what,
      integration: above(registration)?.name ?? "",
      urn: providedPackage(registration.type) === undefined ? registration.urn : providerName(registration),
    }),
  );
  const keyed = new Map(
    [...seen, ...reachesOf(evaluation), ...unseenOf(evaluation)].map((entry) => [
      JSON.stringify([entry.integration, entry.urn, entry.what, entry.detail]),
      entry,
    ]),
  );
  return [...keyed].sort(orderedBy(([key]) => key)).map(([, entry]) => entry);
}
