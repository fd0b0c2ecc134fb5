/** Groups, as far as the azuread provider's own sequence goes: created, changed, deleted, with owners and members. */
import * as z from "zod";
import { badRequest, notSimulated } from "../errors.ts";
import { graphTime, merge, removeWhere, required, type Tenant } from "./directory.ts";
import type { Group } from "./entity.ts";
import { assertMayOwn } from "./owner.ts";

const text = z.string().nullable();

const properties = {
  id: z.string().optional(),
  displayName: z.string().min(1).max(256).optional(),
  description: text.optional(),
  groupTypes: z.array(z.string()).optional(),
  isAssignableToRole: z.boolean().nullish(),
  mailEnabled: z.boolean().optional(),
  mailNickname: z.string().min(1).max(64).optional(),
  membershipRule: text.optional(),
  resourceBehaviorOptions: z.array(z.string()).optional(),
  resourceProvisioningOptions: z.array(z.string()).optional(),
  securityEnabled: z.boolean().optional(),
};

/** `POST /groups`. */
export const groupCreateBody = z.strictObject({
  ...properties,
  displayName: z.string().min(1).max(256),
  mailEnabled: z.boolean(),
  mailNickname: z.string().min(1).max(64),
  securityEnabled: z.boolean(),
  "owners@odata.bind": z.array(z.string()).optional(),
});

/** `PATCH /groups/{id}`. */
export const groupPatchBody = z.strictObject(properties);

/** Only plain security groups: nothing here has a mailbox or a rule. */
function assertSecurityGroup(group: Group): void {
  const plain = group.securityEnabled && group.mailEnabled === false && !group.membershipRule;
  if (!plain || (group.groupTypes as readonly string[]).length > 0) {
    throw notSimulated("groups other than security groups with assigned members");
  }
}

/** A security group as nobody has changed it. */
export function untouchedGroup(names: {
  readonly id: string;
  readonly displayName: string;
  readonly mailNickname: string;
  readonly createdDateTime: string;
}): Group {
  return {
    id: names.id,
    createdDateTime: names.createdDateTime,
    deletedDateTime: null,
    displayName: names.displayName,
    description: null,
    groupTypes: [],
    isAssignableToRole: null,
    mail: null,
    mailEnabled: false,
    mailNickname: names.mailNickname,
    membershipRule: null,
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    securityEnabled: true,
    visibility: null,
  };
}

/** Adds a security group. The caller becomes its owner only if the request says so. */
export function createGroup(tenant: Tenant, body: z.infer<typeof groupCreateBody>, owners: readonly string[]): Group {
  const { id: _ignored, "owners@odata.bind": _bound, ...given } = body;
  for (const id of owners) assertMayOwn(tenant.directory, id);
  if (new Set(owners).size < owners.length) throw badRequest("An owner stands twice in the request.");
  const { displayName, mailNickname } = body;
  const createdDateTime = graphTime(tenant.clock());
  const fresh = untouchedGroup({ id: tenant.uuid(), displayName, mailNickname, createdDateTime });
  const entity = merge(fresh, given);
  assertSecurityGroup(entity);
  tenant.directory.groups.set(entity.id, { entity, owners, keyring: { secrets: {}, certificates: {} } });
  return entity;
}

/** Changes a group. */
export function patchGroup(tenant: Tenant, id: string, body: z.infer<typeof groupPatchBody>): void {
  const owned = required(tenant.directory.groups, id);
  const { id: _ignored, ...given } = body;
  const entity = merge(owned.entity, given);
  assertSecurityGroup(entity);
  tenant.directory.groups.set(entity.id, { ...owned, entity });
}

/** Deletes a group for good: security groups are not kept. What was assigned to it ends. */
export function deleteGroup(tenant: Tenant, id: string): void {
  const { directory } = tenant;
  const { entity } = required(directory.groups, id);
  removeWhere(directory.appRoleAssignments, (row) => row.principalId === entity.id);
  removeWhere(directory.roleAssignments, (row) => row.principalId === entity.id);
  removeWhere(directory.memberships, ({ groupId, memberId }) => groupId === entity.id || memberId === entity.id);
  directory.groups.delete(entity.id);
}
