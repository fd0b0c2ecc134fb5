/** The findings in plain words, by integration, each with what may be done about it. */
import type { MarkedStack } from "../components/marker.ts";
import type { DeclaredResource } from "./declared.ts";
import type { Difference, Finding, FindingOf, LastUse, VendorsDifference } from "./finding.ts";

/** What the commands in the words are made of. */
export interface Wording {
  /** The stack's name, for `--stack`. */
  readonly stack: string;
  /** True in the sandbox, where a run itself removes what nobody can know. */
  readonly sandbox: boolean;
}

/** What a resource is, for a person: `the application`, `the consent mailgates-microsoft-graph-Mail.Read`. */
function named({ identity, name }: DeclaredResource): string {
  switch (identity.kind) {
    case "application":
      return "application";
    case "principal":
      return "service principal";
    case "assignment":
      return identity.of === "own" ? `consent ${name}` : `sign-in of ${identity.of}`;
    case "grant":
      return `consent ${name}`;
    case "directoryRole":
      return `directory role ${name}`;
    case "password":
      return `password ${name}`;
    case "certificate":
      return `certificate ${name}`;
    case "federated":
      return `federated credential ${name}`;
    case "identifierUri":
      return "Application ID URI";
    case "vaultEntry":
      return `vault entry ${identity.name}`;
  }
}

function different(difference: Difference): string {
  switch (difference.what) {
    case "owners": {
      const missing = difference.missing.length > 0 ? [`lacks the owner ${difference.missing.join(", ")}`] : [];
      const foreign =
        difference.foreign.length > 0 ? [`is owned by ${difference.foreign.join(", ")}, who is not in the file`] : [];
      return [...missing, ...foreign].join(" and ");
    }
    case "displayName":
      return `is named ${JSON.stringify(difference.displayName)} and not ${JSON.stringify(difference.declared)}`;
    case "redirectUri":
      return `has the redirect URI ${difference.uri}, which the file does not name`;
    case "password":
    case "certificate": {
      const { displayName, keyId, start } = difference.credential;
      return `has the ${difference.what} ${JSON.stringify(displayName)} (key id ${keyId}, since ${start}), which neither the state nor the vault knows`;
    }
  }
}

function used(lastUse: LastUse): string {
  switch (lastUse.kind) {
    case "unknown":
      return "last use unknown (Graph's sign-in report takes AuditLog.Read.All)";
    case "none":
      return "no sign-in on record";
    case "at":
      return `last used ${lastUse.time}`;
  }
}

function passwordLines(
  { password, verdict, vaultEntry, lastUse, applicationId }: FindingOf<"unknown-password">,
  { sandbox }: Wording,
): string[] {
  const { displayName, keyId, start } = password;
  const head = `password ${JSON.stringify(displayName)}: key id ${keyId}, made ${start}, ${used(lastUse)}`;
  const why = {
    "probably-nobodys":
      "probably nobody's: it began inside the run that died, which never learned its value, and nothing else names it",
    "may-be-in-use":
      vaultEntry === undefined
        ? "may be in use: the state does not know it"
        : `may be in use: the vault's entry ${vaultEntry} names it, the state does not`,
    "not-ours": "not the stack's: somebody added it by hand",
  }[verdict];
  const next =
    sandbox && verdict !== "not-ours"
      ? "make up removes it once a new one is issued"
      : `stays. When nobody uses it: az ad app credential delete --id ${applicationId} --key-id ${keyId}`;
  return [head, `  ${why}`, `  ${next}`];
}

function certificateLines(
  { certificate, declared, applicationId }: FindingOf<"unknown-certificate">,
  { sandbox }: Wording,
): string[] {
  const { displayName, keyId, start } = certificate;
  const head = `certificate ${JSON.stringify(displayName)}: key id ${keyId}, since ${start}`;
  if (!declared)
    return [
      head,
      "  not the stack's: somebody added it by hand",
      `  stays. When nobody uses it: az ad app credential delete --id ${applicationId} --key-id ${keyId} --cert`,
    ];
  return [
    head,
    "  its private key is not in the state, so it cannot be taken up, and may be in use; its key id is taken",
    ...(sandbox
      ? ["  make up removes it and issues it again"]
      : [
          "  decide: it is in use → give its line in `credentials` another `issued` (add a letter), apply, and hand over the new one",
          `          nobody uses it → az ad app credential delete --id ${applicationId} --key-id ${keyId} --cert, then apply`,
        ]),
  ];
}

function duplicateLines(
  { displayName, applicationId, credentials, blocking }: FindingOf<"duplicate">,
  { sandbox }: Wording,
): string[] {
  const second = `${JSON.stringify(displayName)} (object id ${applicationId})`;
  const remove = `az ad app delete --id ${applicationId}`;
  const then = blocking ? ", then apply: while two have the name, the provider changes neither" : "";
  if (credentials.length === 0)
    return [
      `a second application of the same request: ${second}, without credentials`,
      sandbox ? "  make up removes it" : `  nobody can use it: ${remove}${then}`,
    ];
  return [
    `a second application of this stack's, which another run made beside the first: ${second}`,
    ...credentials.map(
      ({ what, credential: { displayName: name, keyId, start } }) =>
        `  it has the ${what} ${JSON.stringify(name)} (key id ${keyId}, since ${start}), which the vault or the state knows`,
    ),
    sandbox ? "  make up removes it" : `  may be in use: stays. When nobody uses it: ${remove}${then}`,
  ];
}

function belongs({ project, stack }: MarkedStack): string {
  return `belongs to stack ${stack} (project ${project}): it is left alone`;
}

function entryLines({ name, stack, keyId }: FindingOf<"foreign-entry">): string[] {
  const another =
    "give this stack a vault of its own, or the credential's line in `credentials` another `issued` (add a letter)";
  if (stack !== undefined)
    return [`the vault entry ${name} ${belongs(stack)}`, `  decide: a vault has one entry of a name → ${another}`];
  return [
    `refuse the vault entry ${name}: it is of the key id ${keyId}, which is not on this integration's application`,
    `  decide: it is another stack's → ${another}; nobody's → delete and purge it in the vault, then apply`,
  ];
}

function foreignNext({ blocking, stackless }: FindingOf<"foreign">): string {
  if (!blocking)
    return stackless
      ? "it is not the one that the state knows, and may be another stack's; find out who made it"
      : "it is not the one that the state knows; find out who made it";
  const yours = "decide: it is yours → make it as the file says in the portal, then adopt again";
  return stackless
    ? `${yours}; another stack's → give this integration a \`displayName\` of its own; nobody's → delete it, then apply`
    : `${yours}; it is not → delete it, then apply`;
}

function vendorsDifferent(difference: VendorsDifference, displayName: string): string {
  const properties = `Enterprise applications > ${displayName} > Properties`;
  switch (difference.what) {
    case "disabled":
      return `may not sign in, and the file does not suspend it → write \`suspended: { since, reason }\`, or switch it on (${properties})`;
    case "enabled":
      return `may sign in, and the file suspends it → switch it off (${properties}), or take it up without \`suspended\` and suspend it in a later change`;
    case "closed":
      return "asks for an assignment, and the file lets everyone in → name who signs in: `signsIn` or `signsInGroups`";
    case "open":
      return "lets everyone in, and the file does not → add `stillOpen: true`, and remove that line in a later change";
    case "scopes": {
      const { api, scopes, user } = difference;
      const whom = user === undefined ? "for everybody" : `for the user ${user}`;
      return `has consent on ${api} ${whom} to ${scopes.join(", ")} besides, which a change of that consent would take away → write it under \`permissions\`, or revoke it`;
    }
    case "stack":
      return belongs(difference.stack);
  }
}

function vendorsLines({ displayName, id, differences }: FindingOf<"vendors-principal">): string[] {
  return [
    `the vendor's enterprise application ${JSON.stringify(displayName)} (object id ${id}) stands in the tenant, and not as the file says. It`,
    ...differences.map((difference) => `  ${vendorsDifferent(difference, displayName)}`),
    "  decide: it is taken up as it stands, and nothing that others have set is written over: let the two agree, then adopt again",
  ];
}

function lines(finding: Finding, wording: Wording): string[] {
  switch (finding.kind) {
    case "import":
      return [`adopt the ${named(finding.resource)}: ${finding.id}`];
    case "foreign":
      return [
        `refuse the application ${JSON.stringify(finding.displayName)} (object id ${finding.id}): it bears ${finding.stackless ? "a marker that names no stack" : "the stack's marker"}, but`,
        ...finding.differences.map((difference) => `  it ${different(difference)}`),
        `  ${foreignNext(finding)}`,
      ];
    case "vendors-principal":
      return vendorsLines(finding);
    case "other-stacks":
      return [
        `the application ${JSON.stringify(finding.displayName)} (object id ${finding.id}) ${belongs(finding.stack)}`,
        ...(finding.blocking
          ? ["  decide: two applications of one name are refused → give this integration a `displayName` of its own"]
          : []),
      ];
    case "foreign-entry":
      return entryLines(finding);
    case "duplicate":
      return duplicateLines(finding, wording);
    case "unknown-password":
      return passwordLines(finding, wording);
    case "unknown-certificate":
      return certificateLines(finding, wording);
    case "left-entry":
      return [
        `the vault entry ${finding.name} is left over: neither the file nor the state names it, and its credential (key id ${finding.keyId}) is gone from Entra`,
        wording.sandbox
          ? "  make up removes it"
          : `  nobody can sign in with it: az keyvault secret delete --vault-name ${finding.vault} --name ${finding.name}`,
      ];
    case "gone":
      return [`the ${named(finding.resource)} is in the state, but no longer in the tenant: ${finding.id}`];
    case "reread":
      return [`read again from the tenant (${finding.why}): ${finding.urn.split("::").at(-1)}`];
    case "pending-create":
      return [`settle the creation that was begun: ${finding.urn.split("::").at(-1)}`];
  }
}

/** The whole plan: a heading for each integration, its findings below. Empty where nothing was found. */
export function planInWords(findings: readonly Finding[], wording: Wording): string[] {
  const names = [...new Set(findings.map(({ integration }) => integration))];
  return names.flatMap((name) => [
    name ?? "(stack)",
    ...findings
      .filter(({ integration }) => integration === name)
      .flatMap((finding) => lines(finding, wording).map((line) => `  ${line}`)),
  ]);
}
