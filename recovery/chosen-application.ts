/** Which application of the tenant is an integration's, and what is said of those that are not. */
import { namedUri, placedUris } from "../components/asked.ts";
import { type DeclaredIntegration, type DeclaredResource, isMarked, otherStackIn } from "./declared.ts";
import type { Difference, Finding } from "./finding.ts";
import { type LiveApplication, type LiveCertificate, type LivePassword, probeName } from "./tenant.ts";
import { isRegistered, knownAs, sameText, type View } from "./view.ts";

/**
 * True for an application whose marker names no stack and whose name is not the integration's. The names of two stacks
 * differ in one tenant, for the provider makes no second application of a name.
 */
function mayBeAnothers({ marker, resolved }: DeclaredIntegration, { tags, displayName }: LiveApplication): boolean {
  return !tags.includes(marker) && !sameText(displayName, resolved.displayName) && !probeName.test(displayName);
}

/** What of an application that bears our marker is not what the stack declares. A name proves nothing: anybody can give it. */
function differencesOf(view: View, integration: DeclaredIntegration, live: LiveApplication): Difference[] {
  const missing = integration.owners.filter((owner) => !live.owners.some((id) => sameText(id, owner)));
  const foreign = live.owners.filter((id) => !integration.owners.some((owner) => sameText(id, owner)));
  const certificateKeys = integration.resources.flatMap(({ identity }) =>
    identity.kind === "certificate" ? [identity] : [],
  );
  const explained = ({ keyId }: LivePassword) => view.keys.has(keyId) || view.entryOfKey.has(keyId);
  const ours = (certificate: LiveCertificate) =>
    explained(certificate) ||
    certificateKeys.some(
      ({ keyId, public: part }) => sameText(keyId, certificate.keyId) && isRegistered(view, certificate, part),
    );
  return [
    ...(mayBeAnothers(integration, live)
      ? [{ what: "displayName" as const, displayName: live.displayName, declared: integration.resolved.displayName }]
      : []),
    ...(missing.length + foreign.length > 0 ? [{ what: "owners" as const, missing, foreign }] : []),
    ...live.redirectUris
      .map(namedUri)
      .filter((uri) => !placedUris(integration.resolved).map(namedUri).includes(uri))
      .map((uri) => ({ what: "redirectUri" as const, uri })),
    ...live.passwords.filter((one) => !explained(one)).map((credential) => ({ what: "password" as const, credential })),
    ...live.certificates
      .filter((one) => !ours(one))
      .map((credential) => ({ what: "certificate" as const, credential })),
  ];
}

/** Whether any of the state's resources belongs to this application. */
function heldByState({ ids }: View, { id, principal }: LiveApplication): boolean {
  return (
    ids.has(`/applications/${id}`.toLowerCase()) ||
    (principal !== undefined && ids.has(`/serviceprincipals/${principal.id}`.toLowerCase()))
  );
}

/** An integration's application, and what was found on the way to it. */
export interface Chosen {
  /** The integration's application; undefined where there is none that is ours for sure. */
  readonly live: LiveApplication | undefined;
  readonly findings: readonly Finding[];
}

/** Which application of the tenant is the integration's. */
export function chooseApplication(view: View, integration: DeclaredIntegration, resource: DeclaredResource): Chosen {
  const { name } = integration.resolved;
  const known = knownAs(view, integration, resource);
  const inState = view.tenant.applications.find(({ id }) => known?.id === `/applications/${id}`);
  const notInState = view.tenant.applications.filter(({ id }) => !view.ids.has(`/applications/${id}`.toLowerCase()));
  const unknown = notInState.filter(
    ({ tags }) => isMarked(tags, integration) && otherStackIn(tags, integration) === undefined,
  );
  const judged = unknown.map((live) => ({ live, differences: differencesOf(view, integration, live) }));
  const clean = judged.some(({ differences }) => differences.length === 0);
  const otherStacks = notInState.flatMap((live): Finding[] => {
    const stack = otherStackIn(live.tags, integration);
    const named = known === undefined && sameText(live.displayName, integration.resolved.displayName);
    if (stack === undefined || !(named || isMarked(live.tags, integration))) return [];
    const { id, displayName } = live;
    return [{ kind: "other-stacks", integration: name, id, displayName, stack, blocking: named }];
  });
  const ours = judged
    .filter(({ differences }) => differences.length === 0)
    .map(({ live }) => live)
    // Of two that one request made, that which has more of what the stack needs, then the older.
    .sort(
      (one, other) =>
        Number(heldByState(view, other)) - Number(heldByState(view, one)) ||
        other.passwords.length + other.certificates.length - (one.passwords.length + one.certificates.length) ||
        Number(other.principal !== undefined) - Number(one.principal !== undefined) ||
        one.created.localeCompare(other.created),
    );
  const [first, ...others] = known === undefined ? ours : [undefined, ...ours];
  const own = inState ?? first;
  const named = ({ displayName }: LiveApplication) => sameText(displayName, integration.resolved.displayName);
  // The provider looks for another of the name before each change, and what is imported or half done is changed for sure.
  const willChange = first !== undefined || known?.halfDone === true || (own !== undefined && !named(own));
  const inTheWay = (live: LiveApplication) => own !== undefined && willChange && named(live);
  const foreign = judged
    .filter(({ differences }) => differences.length > 0)
    .map(
      ({ live, differences }): Finding => ({
        kind: "foreign",
        integration: name,
        resource,
        id: live.id,
        displayName: live.displayName,
        differences,
        stackless: !live.tags.includes(integration.marker),
        blocking: (known === undefined && !clean && !mayBeAnothers(integration, live)) || inTheWay(live),
      }),
    );
  const imported: Finding[] =
    first === undefined ? [] : [{ kind: "import", integration: name, resource, id: `/applications/${first.id}` }];
  const gone: Finding[] =
    known?.id !== undefined && inState === undefined
      ? [{ kind: "gone", integration: name, resource, id: known.id }]
      : [];
  const duplicates = others.flatMap((live): Finding[] =>
    live === undefined
      ? []
      : [
          {
            kind: "duplicate",
            integration: name,
            applicationId: live.id,
            displayName: live.displayName,
            blocking: inTheWay(live),
            credentials: [
              ...live.passwords.map((credential) => ({ what: "password" as const, credential })),
              ...live.certificates.map((credential) => ({ what: "certificate" as const, credential })),
            ],
          },
        ],
  );
  return { live: own, findings: [...imported, ...gone, ...foreign, ...otherStacks, ...duplicates] };
}
