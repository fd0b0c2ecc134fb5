/** Integrations of tenants/dev.yaml as they stand in a simulated tenant after `up`, and the state that knows them: no engine. */
import { withClientId } from "../../components/identifier-uri.ts";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant as readSettings, type Tenant as Settings } from "../../components/settings.ts";
import { type DeclaredIntegration, type DeclaredResource, declaredIn } from "../../recovery/declared.ts";
import type { Graph, GraphObject, Vaults } from "../../recovery/graph.ts";
import type { KnownResource, State } from "../../recovery/state.ts";
import { readTenant, type Tenant } from "../../recovery/tenant.ts";
import { type Sandbox, type SandboxOptions, sandbox } from "../simulator/sandbox.ts";

/** Graph of the simulated tenant, as its deployer. A refusal is an error with `statusCode`, as the client's is. */
export function graphOf(tenant: Sandbox): Graph {
  const call = async (method: string, path: string, body?: GraphObject): Promise<GraphObject | undefined> => {
    const answer = await tenant.graph(method, `/v1.0${path}`, body);
    if (answer.status < 400) return answer.body as GraphObject | undefined;
    const { code, message } = answer.body.error;
    throw Object.assign(new Error(`${code}: ${message}`), { statusCode: answer.status });
  };
  const found = (path: string) =>
    call("GET", path).catch((error: { statusCode?: number }) => {
      if (error.statusCode === 404) return undefined;
      throw error;
    });
  return {
    lists: (paths) =>
      Promise.all(paths.map(async (path) => ((await found(path))?.value ?? []) as readonly GraphObject[])),
    objects: (paths) => Promise.all(paths.map(found)),
    post: (path, body) => call("POST", path, body),
    patch: async (path, body) => void (await call("PATCH", path, body)),
    delete: async (path) => void (await call("DELETE", path)),
  };
}

/** A tenant with the integrations in it. */
export interface Furnished {
  readonly tenant: Sandbox;
  readonly graph: Graph;
  readonly state: State;
  readonly declared: readonly DeclaredIntegration[];
  /** The vault's entries; a test takes some out. */
  readonly entries: Set<string>;
  /** What stands in the tenant now. */
  read(): Promise<Tenant>;
  /** The state's entry of a resource, by the last part of its URN; `type` where several share it. */
  known(name: string, type?: string): KnownResource;
}

const stack = { project: "m365-integrations", stack: "dev", consentClientId: undefined };
const vaultId =
  "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365";

/** The state as `pulumi stack export` prints it. */
export function exportOf({ resources }: State): string {
  return JSON.stringify({ version: 3, deployment: { resources: [...resources.values()] } });
}

/** Integrations of dev.yaml as declared, with the file changed. */
export function declaredFrom(
  names: readonly string[],
  change: (settings: Settings["integrations"]) => void = () => {},
): DeclaredIntegration[] {
  const settings = structuredClone(readSettings("tenants/dev.yaml"));
  const integrations = Object.fromEntries(
    Object.entries(settings.integrations).filter(([name]) => names.includes(name)),
  ) as Settings["integrations"];
  change(integrations);
  return declaredIn(resolveTenant({ ...settings, integrations }), stack);
}

async function apiPrincipal(graph: Graph, appId: string): Promise<string> {
  const [found] = await graph.lists([`/servicePrincipals?$filter=appId eq '${appId}'`]);
  return String(found?.[0]?.id);
}

/** Makes what one integration declares, and tells how the state knows each. */
async function made(graph: Graph, { resolved, owners, urn, resources }: DeclaredIntegration) {
  const created = await graph.post("/applications", { displayName: resolved.displayName });
  const [objectId, clientId] = [String(created?.id), String(created?.appId)];
  const principal = await graph.post("/servicePrincipals", { appId: clientId });
  const principalId = String(principal?.id);
  for (const owner of owners)
    for (const of of [`/applications/${objectId}`, `/servicePrincipals/${principalId}`]) {
      const present = (await graph.lists([`${of}/owners`]))[0]?.some(({ id }) => id === owner);
      if (!present)
        await graph.post(`${of}/owners/$ref`, {
          "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${owner}`,
        });
    }
  const known = (
    { urn: own, type }: Pick<DeclaredResource, "urn" | "type">,
    id: string,
    outputs: object = {},
  ): KnownResource => ({
    urn: own,
    type,
    parent: urn,
    id,
    inputs: { ...outputs },
    outputs: { ...outputs },
    halfDone: false,
  });
  const one = async (resource: DeclaredResource): Promise<KnownResource> => {
    const { identity } = resource;
    switch (identity.kind) {
      case "application":
        return known(resource, `/applications/${objectId}`, {
          displayName: resolved.displayName,
          clientId,
          owners,
          signInAudience: "AzureADMyOrg",
          notes: "",
          tags: [],
          requiredResourceAccesses: [],
          web: {
            redirectUris: [],
            implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
          },
        });
      case "principal":
        return known(resource, `/servicePrincipals/${principalId}`, {
          accountEnabled: true,
          appRoleAssignmentRequired: false,
          objectId: principalId,
          notes: "",
        });
      case "assignment": {
        const resourceId = identity.to === "own" ? principalId : await apiPrincipal(graph, identity.to);
        const body = {
          principalId: identity.of === "own" ? principalId : identity.of,
          resourceId,
          appRoleId: identity.appRoleId,
        };
        const row = await graph.post(`/servicePrincipals/${resourceId}/appRoleAssignedTo`, body);
        return known(resource, `/servicePrincipals/${resourceId}/appRoleAssignedTo/${row?.id}`);
      }
      case "federated": {
        const { name, issuer, subject, audience } = identity.trust;
        const body = { name, issuer, subject, audiences: [audience] };
        const row = await graph.post(`/applications/${objectId}/federatedIdentityCredentials`, body);
        return known(resource, `${objectId}/federatedIdentityCredential/${row?.id}`);
      }
      case "identifierUri": {
        const uri = withClientId(identity.uri, clientId);
        await graph.patch(`/applications/${objectId}`, { identifierUris: [uri] });
        const id = `/applications/${objectId}/identifierUris/${Buffer.from(uri).toString("base64")}`;
        return known(resource, id, { applicationId: `/applications/${objectId}`, identifierUri: uri });
      }
      case "grant": {
        const resourceId = await apiPrincipal(graph, identity.to);
        const scopes = resolved.permissions.find(({ appId }) => appId === identity.to)?.delegated ?? [];
        const scope = scopes.map(({ name }) => name).join(" ");
        const row = await graph.post("/oauth2PermissionGrants", {
          clientId: principalId,
          consentType: "AllPrincipals",
          resourceId,
          scope,
        });
        return known(resource, `/oauth2PermissionGrants/${row?.id}`, { claimValues: scopes.map(({ name }) => name) });
      }
      case "directoryRole": {
        const row = await graph.post("/roleManagement/directory/roleAssignments", {
          directoryScopeId: "/",
          principalId,
          roleDefinitionId: identity.templateId,
        });
        return known(resource, `/roleManagement/directory/roleAssignments/${row?.id}`);
      }
      case "password": {
        const { displayName, expires } = identity;
        const passwordCredential = { displayName, endDateTime: `${expires}T00:00:00Z` };
        const row = await graph.post(`/applications/${objectId}/addPassword`, { passwordCredential });
        return known(resource, `${objectId}/password/${row?.keyId}`, { displayName });
      }
      case "certificate":
        throw new Error("certificates need a key: not furnished here");
      case "vaultEntry":
        return known(resource, `${vaultId}/secrets/${identity.name}`, {
          properties: { secretUriWithVersion: `https://kv-m365.vault.azure.net/secrets/${identity.name}/451d` },
        });
    }
  };
  const found: KnownResource[] = [];
  for (const resource of resources) found.push(await one(resource));
  return found;
}

/** A tenant as it is after the first `up` of the named integrations. */
export async function furnished(names: readonly string[], options: SandboxOptions = {}): Promise<Furnished> {
  const tenant = await sandbox(options);
  tenant.at("2026-11-21T09:00:00Z");
  const graph = graphOf(tenant);
  const declared = declaredFrom(names);
  const resources = new Map<string, KnownResource>();
  for (const integration of declared) {
    const { urn } = integration;
    const component = { urn, type: "m365:index:Integration", parent: undefined, id: undefined };
    resources.set(urn, { ...component, inputs: {}, outputs: {}, halfDone: false });
    for (const one of await made(graph, integration)) resources.set(one.urn, one);
  }
  const state: State = { resources, pending: [] };
  const entries = new Set(
    [...resources.values()].flatMap(({ type, id }) => (type === "azure-native:keyvault:Secret" && id ? [id] : [])),
  );
  const vaults: Vaults = {
    entries: async () => [...entries].map((id) => ({ id, name: String(id.split("/").at(-1)), tags: {} })),
    remove: async (id) => void entries.delete(id),
  };
  return {
    tenant,
    graph,
    state,
    declared,
    entries,
    read: () => readTenant(graph, vaults, declared, state),
    known: (name, type = "") => {
      const one = [...resources.values()].find(
        (resource) => resource.urn.endsWith(`::${name}`) && resource.type.includes(type),
      );
      if (one === undefined) throw new Error(`${name} is not in the state`);
      return one;
    },
  };
}
