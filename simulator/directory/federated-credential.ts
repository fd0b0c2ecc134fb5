/** Federated identity credentials: tokens of another issuer that an application takes for its own proof. */
import * as z from "zod";
import { badRequest, duplicate, notFound, Rejection } from "../errors.ts";
import { required, type Tenant } from "./directory.ts";
import type { FederatedCredential } from "./entity.ts";

const maxCredentials = 20;

const properties = {
  issuer: z.string().min(1).max(600),
  subject: z.string().min(1).max(600),
  audiences: z.array(z.string().max(600)).length(1),
};

/** `POST …/federatedIdentityCredentials`. */
export const federatedCredentialBody = z.strictObject({
  ...properties,
  name: z.string().min(1).max(120),
  description: z.string().max(600).nullish(),
});

/** `PATCH …/federatedIdentityCredentials/{id}`: the provider sends id and name too; they must be the old ones. */
export const federatedCredentialPatchBody = z
  .strictObject({
    ...properties,
    name: z.string(),
    description: z.string().max(600).nullable(),
    id: z.string(),
  })
  .partial();

function assertFree(tenant: Tenant, wanted: FederatedCredential): void {
  const others = [...tenant.directory.federatedCredentials.values()].filter(
    (row) => row.applicationId === wanted.applicationId && row.id !== wanted.id,
  );
  if (others.some((row) => row.name === wanted.name)) {
    throw duplicate(`FederatedIdentityCredential with name ${wanted.name} already exists.`);
  }
  if (others.some((row) => row.issuer === wanted.issuer && row.subject === wanted.subject)) {
    const message = "The combination of issuer and subject must be unique for the application.";
    throw new Rejection(400, "InvalidFederatedIdentityCredentialValue", message);
  }
  if (others.length >= maxCredentials)
    throw badRequest(`An application has at most ${maxCredentials} federated credentials.`);
}

/** Adds a federated credential to an application. */
export function createFederatedCredential(
  tenant: Tenant,
  applicationId: string,
  body: z.infer<typeof federatedCredentialBody>,
): FederatedCredential {
  const row = { ...body, id: tenant.uuid(), applicationId, description: body.description ?? null };
  assertFree(tenant, row);
  tenant.directory.federatedCredentials.set(row.id, row);
  return row;
}

/** One federated credential of an application, or Graph's 404. */
export function federatedCredentialAt(tenant: Tenant, applicationId: string, id: string): FederatedCredential {
  const row = required(tenant.directory.federatedCredentials, id);
  if (row.applicationId !== applicationId) throw notFound(id);
  return row;
}

/** Changes everything but the name. */
export function patchFederatedCredential(
  tenant: Tenant,
  applicationId: string,
  id: string,
  body: z.infer<typeof federatedCredentialPatchBody>,
): void {
  const before = federatedCredentialAt(tenant, applicationId, id);
  if (body.name !== undefined && body.name !== before.name)
    throw badRequest("Property 'name' is read-only and cannot be set.");
  const row = {
    ...before,
    issuer: body.issuer ?? before.issuer,
    subject: body.subject ?? before.subject,
    audiences: body.audiences ?? before.audiences,
    description: body.description === undefined ? before.description : body.description,
  };
  assertFree(tenant, row);
  tenant.directory.federatedCredentials.set(row.id, row);
}

/** Removes a federated credential for good. */
export function deleteFederatedCredential(tenant: Tenant, applicationId: string, id: string): void {
  tenant.directory.federatedCredentials.delete(federatedCredentialAt(tenant, applicationId, id).id);
}

/** As Graph shows it. */
export function toGraphFederatedCredential({ applicationId: _hidden, ...row }: FederatedCredential) {
  return row;
}
