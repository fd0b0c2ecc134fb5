/**
 * Permissions and directory roles by what the portal calls them, in English and Japanese, as portal-names.json lists them
 * (SOURCES.md). The list holds no text: of each display name it keeps the fingerprint by which a pasted one is recognised.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

interface PortalNames {
  /** By fingerprint: names of permissions, of all APIs and kinds. */
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  /** By fingerprint: the template id. */
  readonly roles: Readonly<Record<string, string>>;
}

let read: PortalNames | undefined;

/** Read when somebody has written something that is no name: a good file costs nothing. */
function portalNames(): PortalNames {
  read ??= JSON.parse(readFileSync(new URL("portal-names.json", import.meta.url), "utf8")) as PortalNames;
  return read;
}

/** A display name without what a copy changes: width, letter case, blanks, punctuation. */
export function fingerprint(displayName: string): string {
  const bare = displayName
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return createHash("sha256").update(bare).digest("hex").slice(0, 10);
}

/** The permissions that the portal calls so, of any API and kind. */
export function permissionsCalled(displayName: string): readonly string[] {
  return portalNames().permissions[fingerprint(displayName)] ?? [];
}

/** The template id of the directory role that the portal calls so. */
export function roleCalled(displayName: string): string | undefined {
  return portalNames().roles[fingerprint(displayName)];
}
