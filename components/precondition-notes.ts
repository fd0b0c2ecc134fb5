/** What a file asks for that cannot work as it stands, for whoever wrote it. The file is no wrong one for that. */
import { kindsUsed } from "./asked-credential.ts";
import type { VendorDefinition } from "./definition.ts";
import { needing, permissionRefs, rolesTooSmall, signsNobodyIn, type Works, withoutEffect } from "./preconditions.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";

/** An integration in front of the table of preconditions. */
export function worksOf(resolved: ResolvedIntegration, definition: VendorDefinition | undefined): Works {
  return {
    permissions: permissionRefs(resolved.permissions),
    credentials: kindsUsed(resolved.credential),
    directoryRoles: resolved.directoryRoles.map(({ name }) => name),
    redirectUris: resolved.redirectUris,
    mailboxes: resolved.mailboxes,
    definition,
  };
}

/** A sentence each, with what mends it; none: everything that is asked for can work. */
export function preconditionNotes(resolved: ResolvedIntegration, definition: VendorDefinition | undefined): string[] {
  const works = worksOf(resolved, definition);
  const scopes = signsNobodyIn(works) ? needing(works.permissions, "sign-in") : [];
  return [
    ...withoutEffect(works).map(
      ({ permission, why, remedy, certain }) =>
        `${permission.name} of ${permission.api} opens nothing: ${why.en}. It needs ${remedy.en}.${certain ? " The review refuses it (without-effect)." : ""}`,
    ),
    ...rolesTooSmall(works).map(
      ({ service, held, wanted }) =>
        `is there to administer ${service}, and ${held.en}. Write ${wanted.en} in directoryRoles.`,
    ),
    ...(scopes.length > 0
      ? [
          `${scopes.map(({ name }) => name).join(", ")}: a delegated permission acts for somebody who signed in, and nobody signs in to it. Write it under \`application\` if the vendor works without a user, or leave it out.`,
        ]
      : []),
    ...(signsNobodyIn(works) && resolved.signsIn !== "everyone"
      ? [
          "signsIn and signsInGroups say who may sign in, and nobody signs in to it: the product acts by itself, and they let nobody in and keep nothing out. Leave them out.",
        ]
      : []),
  ];
}
