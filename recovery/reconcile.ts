/**
 * The one comparison of what is declared, what the engine's state knows and what stands in the tenant. Pure: everything
 * that may be done is a finding, and nothing is done here.
 */
import { withClientId } from "../components/identifier-uri.ts";
import { stackIn, stackTag } from "../components/marker.ts";
import { isClosed } from "../components/sign-in.ts";
import { vaultParts } from "../components/vault-id.ts";
import { chooseApplication } from "./chosen-application.ts";
import { type DeclaredIntegration, type DeclaredResource, isOthers, otherStackIn, types } from "./declared.ts";
import type { Finding, FindingOf, LastUse, PasswordVerdict, VendorsDifference } from "./finding.ts";
import type { VaultEntry } from "./graph.ts";
import { lastPart, type State } from "./state.ts";
import type { LiveApplication, LivePassword, Tenant } from "./tenant.ts";
import { unfinished } from "./unfinished.ts";
import { type Evidence, isRegistered, knownAs, registeredPem, sameText, type View, viewOf } from "./view.ts";

/** As the provider writes it: the URI in Base64. */
function identifierUriId(applicationId: string, uri: string): string {
  return `/applications/${applicationId}/identifierUris/${Buffer.from(uri).toString("base64")}`;
}

/** The id of a resource in the tenant, as the provider writes it; undefined where the tenant does not hold it. */
function idInTenant(view: View, live: LiveApplication, { identity }: DeclaredResource): string | undefined {
  const { principal } = live;
  const target = (to: string) => (to === "own" ? principal?.id : view.tenant.apis.get(to));
  switch (identity.kind) {
    case "application":
      return `/applications/${live.id}`;
    case "principal":
      return principal && `/servicePrincipals/${principal.id}`;
    case "assignment": {
      const { of, to, appRoleId } = identity;
      const holder = of === "own" ? principal?.id : of;
      const found = (of === "own" ? principal?.assignments : principal?.assigned)?.find(
        (one) =>
          one.appRoleId === appRoleId && one.resourceId === target(to) && sameText(one.principalId, holder ?? ""),
      );
      return found && `/servicePrincipals/${found.resourceId}/appRoleAssignedTo/${found.id}`;
    }
    case "grant": {
      const { to, user } = identity;
      const found = principal?.grants.find(
        (one) => one.resourceId === target(to) && (one.user ?? "").toLowerCase() === (user ?? "").toLowerCase(),
      );
      return found && `/oauth2PermissionGrants/${found.id}`;
    }
    case "directoryRole": {
      const found = principal?.roles.find(({ roleDefinitionId }) => roleDefinitionId === identity.templateId);
      return found && `/roleManagement/directory/roleAssignments/${found.id}`;
    }
    case "certificate": {
      const found = live.certificates.find(({ keyId }) => sameText(keyId, identity.keyId));
      return found && `${live.id}/certificate/${identity.keyId}`;
    }
    case "federated": {
      const found = live.federated?.find(({ name }) => name === identity.trust.name);
      return found && `${live.id}/federatedIdentityCredential/${found.id}`;
    }
    case "identifierUri": {
      const uri = withClientId(identity.uri, live.appId);
      return live.identifierUris.includes(uri) ? identifierUriId(live.id, uri) : undefined;
    }
    case "password":
    case "vaultEntry":
      return undefined;
  }
}

/** The vault's entry of a resource. A vault knows names without regard to case. */
function entryOf({ tenant }: View, { identity }: DeclaredResource): VaultEntry | undefined {
  if (identity.kind !== "vaultEntry") return undefined;
  return tenant.vaults.get(identity.vault)?.find(({ name }) => sameText(name, identity.name));
}

/** True for an entry that says so; one that says no stack holds a credential of ours, or does not say which. */
function entryIsOurs(
  { keys }: View,
  integration: DeclaredIntegration,
  live: LiveApplication | undefined,
  { tags }: VaultEntry,
): boolean {
  if (tags.stack !== undefined) return !isOthers(tags.stack, integration);
  const { keyId } = tags;
  if (keyId === undefined || keys.has(keyId.toLowerCase())) return true;
  return [...(live?.passwords ?? []), ...(live?.certificates ?? [])].some((one) => sameText(one.keyId, keyId));
}

/** What the provider would have written for a certificate; its value is the public certificate. */
function certificateOutputs(view: View, live: LiveApplication, resource: DeclaredResource) {
  const { identity } = resource;
  if (identity.kind !== "certificate") return undefined;
  const certificate = live.certificates.find(({ keyId }) => sameText(keyId, identity.keyId));
  if (certificate === undefined || !isRegistered(view, certificate, identity.public)) return undefined;
  const value = registeredPem(view.state, identity.public) ?? "";
  return {
    applicationId: `/applications/${live.id}`,
    keyId: identity.keyId,
    type: "AsymmetricX509Cert",
    encoding: "pem",
    value,
    startDate: certificate.start,
    endDate: certificate.end,
  };
}

function resourceFindings(
  view: View,
  integration: DeclaredIntegration,
  live: LiveApplication | undefined,
  resource: DeclaredResource,
): Finding[] {
  const { name } = integration.resolved;
  const known = knownAs(view, integration, resource);
  const about = { integration: name, resource };
  if (resource.identity.kind === "vaultEntry") {
    const entry = entryOf(view, resource);
    if (known?.id !== undefined) return entry === undefined ? [{ kind: "gone", ...about, id: known.id }] : [];
    if (entry === undefined) return [];
    const { keyId = "", stack } = entry.tags;
    if (entryIsOurs(view, integration, live, entry)) return [{ kind: "import", ...about, id: entry.id }];
    return [
      {
        kind: "foreign-entry",
        ...about,
        name: entry.name,
        keyId,
        stack: stack === undefined ? undefined : stackIn(stack),
      },
    ];
  }
  if (live === undefined) return [];
  if (resource.identity.kind === "password") {
    const keyId = known?.id === undefined ? undefined : lastPart(known.id).toLowerCase();
    const stands = keyId === undefined || live.passwords.some((password) => password.keyId === keyId);
    return stands ? [] : [{ kind: "gone", ...about, id: known?.id ?? "" }];
  }
  if (resource.identity.kind === "identifierUri" && known?.id !== undefined) {
    // The file may name another one by now, which this run is to make.
    const stands = live.identifierUris.includes(String(known.outputs.identifierUri));
    return stands ? [] : [{ kind: "gone", ...about, id: known.id }];
  }
  const id = idInTenant(view, live, resource);
  if (known?.id !== undefined) return id === undefined ? [{ kind: "gone", ...about, id: known.id }] : [];
  if (id === undefined) return [];
  if (resource.identity.kind !== "certificate") return [{ kind: "import", ...about, id }];
  const outputs = certificateOutputs(view, live, resource);
  return outputs === undefined ? [] : [{ kind: "import", ...about, id, outputs }];
}

function verdictOn(view: View, integration: DeclaredIntegration, password: LivePassword): PasswordVerdict {
  const { identity } = integration.resolved;
  const dated =
    password.displayName.startsWith(`${identity} `) && /\d{4}-\d{2}-\d{2}[a-z]?$/.test(password.displayName);
  if (!dated) return "not-ours";
  const { deadRun, inBackups, lastUses } = view.evidence;
  const pending = view.state.pending.some(
    ({ operation, resource }) =>
      operation === "creating" &&
      resource.type === types.password &&
      resource.inputs.displayName === password.displayName,
  );
  const start = Date.parse(password.start);
  const within = deadRun !== undefined && start >= deadRun.since && start <= deadRun.until;
  // Copies that cannot be read may name it.
  const named = view.entryOfKey.has(password.keyId) || (inBackups?.has(password.keyId) ?? true);
  const used = lastUses?.has(password.keyId) ?? false;
  return pending && within && !named && !used ? "probably-nobodys" : "may-be-in-use";
}

function lastUseOf({ evidence: { lastUses } }: View, { keyId }: LivePassword): LastUse {
  if (lastUses === undefined) return { kind: "unknown" };
  const time = lastUses.get(keyId);
  return time === undefined ? { kind: "none" } : { kind: "at", time };
}

/** Credentials on the integration's application that the state does not know and cannot take up. */
function unknownCredentials(
  view: View,
  integration: DeclaredIntegration,
  live: LiveApplication,
  taken: readonly Finding[],
): Finding[] {
  const { name } = integration.resolved;
  const adopted = new Set(taken.flatMap((finding) => (finding.kind === "import" ? [finding.id.toLowerCase()] : [])));
  const passwords = live.passwords
    .filter(({ keyId }) => !view.keys.has(keyId))
    .map((password): FindingOf<"unknown-password"> => {
      const entry = view.entryOfKey.get(password.keyId);
      return {
        kind: "unknown-password",
        integration: name,
        applicationId: live.id,
        appId: live.appId,
        password,
        verdict: verdictOn(view, integration, password),
        lastUse: lastUseOf(view, password),
        ...(entry !== undefined && { vaultEntry: entry.name }),
      };
    });
  const certificates = live.certificates
    .filter(({ keyId }) => !view.keys.has(keyId) && !adopted.has(`${live.id}/certificate/${keyId}`.toLowerCase()))
    .map((certificate): FindingOf<"unknown-certificate"> => {
      const declared = integration.resources.some(
        ({ identity }) => identity.kind === "certificate" && sameText(identity.keyId, certificate.keyId),
      );
      return { kind: "unknown-certificate", integration: name, applicationId: live.id, certificate, declared };
    });
  return [...passwords, ...certificates];
}

/**
 * Entries of this stack's that a deletion has missed (a 404 on it is believed, and a replica that lags gives one). Those
 * alone whose credential is gone from the application: an entry of one that stands may be the only copy of its secret.
 */
function leftEntries(view: View, integration: DeclaredIntegration, live: LiveApplication): FindingOf<"left-entry">[] {
  const { resolved, resources, stack } = integration;
  const entries = resolved.vault === undefined ? [] : (view.tenant.vaults.get(resolved.vault) ?? []);
  const names = resources.flatMap(({ identity }) => (identity.kind === "vaultEntry" ? [identity.name] : []));
  const standing = new Set([...live.passwords, ...live.certificates].map(({ keyId }) => keyId.toLowerCase()));
  return entries.flatMap(({ id, name, tags }): FindingOf<"left-entry">[] => {
    const { keyId, integration: of } = tags;
    // What bears no stack may be another's of the same names.
    if (keyId === undefined || of !== resolved.identity || tags.stack !== stackTag(stack)) return [];
    if (view.ids.has(id.toLowerCase()) || standing.has(keyId.toLowerCase())) return [];
    if (names.some((one) => sameText(one, name))) return [];
    const { vaultName } = vaultParts(resolved.vault ?? "");
    return [{ kind: "left-entry", integration: resolved.name, id, name, vault: vaultName, keyId }];
  });
}

function vendorsDifferences(
  view: View,
  integration: DeclaredIntegration,
  { principal, tags }: LiveApplication,
): VendorsDifference[] {
  const { resolved, resources } = integration;
  if (principal === undefined) return [];
  const stack = otherStackIn(tags, integration);
  const suspended = resolved.suspended !== undefined;
  const required = principal.shown.appRoleAssignmentRequired === true;
  const scopes = resources.flatMap(({ identity }): VendorsDifference[] => {
    if (identity.kind !== "grant") return [];
    const { to, user } = identity;
    const asked = resolved.permissions.find(({ appId }) => appId === to);
    const grant = principal.grants.find(
      (one) => one.resourceId === view.tenant.apis.get(to) && sameText(one.user ?? "", user ?? ""),
    );
    const more = grant?.scopes.filter((scope) => !asked?.delegated.some(({ name }) => name === scope)) ?? [];
    return more.length === 0
      ? []
      : [{ what: "scopes", api: asked?.api ?? to, scopes: more, ...(user !== undefined && { user }) }];
  });
  return [
    ...(stack === undefined ? [] : [{ what: "stack", stack } as const]),
    ...(principal.accountEnabled === suspended ? [{ what: suspended ? "enabled" : "disabled" } as const] : []),
    ...(required === isClosed(resolved) ? [] : [{ what: required ? "closed" : "open" } as const]),
    ...scopes,
  ];
}

/**
 * The principal of a vendor's own application. Whoever consented to it made it, so no marker tells whose it is: its client id
 * does. It is taken up as it stands, or, where the file says otherwise, not at all.
 */
function vendorsFindings(view: View, integration: DeclaredIntegration): Finding[] {
  const [principal, ...rest] = integration.resources;
  const { name, registration } = integration.resolved;
  const live = view.tenant.vendors.find(({ appId }) => appId === registration?.clientId);
  if (principal === undefined || live?.principal === undefined) return [];
  const known = knownAs(view, integration, principal);
  const differences = known?.id === undefined ? vendorsDifferences(view, integration, live) : [];
  if (differences.length > 0)
    return [
      {
        kind: "vendors-principal",
        integration: name,
        resource: principal,
        id: live.principal.id,
        displayName: live.displayName,
        differences,
      },
    ];
  return [principal, ...rest].flatMap((resource) => resourceFindings(view, integration, live, resource));
}

function integrationFindings(view: View, integration: DeclaredIntegration): Finding[] {
  if (integration.resolved.registration !== undefined) return vendorsFindings(view, integration);
  const [application, ...rest] = integration.resources;
  if (application === undefined) return [];
  const { live, findings } = chooseApplication(view, integration, application);
  const refused = live === undefined && findings.some(({ kind }) => kind === "foreign" || kind === "other-stacks");
  // Nothing of an integration is taken up as long as its application is in doubt.
  const others = refused ? [] : rest.flatMap((resource) => resourceFindings(view, integration, live, resource));
  const credentials = live === undefined ? [] : unknownCredentials(view, integration, live, others);
  const left = live === undefined ? [] : leftEntries(view, integration, live);
  return [...findings, ...others, ...credentials, ...left];
}

/** Compares. Findings stand by integration, in the order of the file, and what all share comes first. */
export function reconcile(
  declared: readonly DeclaredIntegration[],
  state: State,
  tenant: Tenant,
  evidence: Evidence,
): Finding[] {
  const view = viewOf(declared, state, tenant, evidence);
  return [...unfinished(view, declared), ...declared.flatMap((integration) => integrationFindings(view, integration))];
}
