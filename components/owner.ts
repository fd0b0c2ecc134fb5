/** Who owns an application and its principal, as settings and args write it. */

/**
 * An owner by object id. A plain id may be a person or a service principal; naming which lets the review tell.
 * `name` is for readers: an id tells nobody who it is. `deploys` marks the one that runs `pulumi up`; without it nothing
 * could be changed any more.
 */
export type Owner =
  | string
  | { readonly servicePrincipal: string; readonly name?: string | undefined; readonly deploys?: true | undefined }
  | { readonly user: string; readonly name?: string | undefined; readonly deploys?: true | undefined };

/** The object id of an owner, however it is written. */
export function ownerId(owner: Owner): string {
  if (typeof owner === "string") return owner;
  return "user" in owner ? owner.user : owner.servicePrincipal;
}

/** The object id of the owner that deploys; undefined where the file does not say. */
export function deployerOf(owners: readonly Owner[]): string | undefined {
  const deployer = owners.find((owner) => typeof owner !== "string" && owner.deploys);
  return deployer === undefined ? undefined : ownerId(deployer);
}
