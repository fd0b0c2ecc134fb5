/** The tenant that an address of the sign-in service names: by id, by domain, or `common` and its like. */
import type { Tenant } from "../directory/directory.ts";
import { TokenRejection } from "../errors.ts";

/** This tenant, or a name under which a person's own tenant is found. */
export type Authority = "tenant" | "common" | "organizations" | "consumers";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/** Entra's refusal of a word that can name no tenant. */
export function malformedTenant(named: string): TokenRejection {
  const message = `Specified tenant identifier '${named}' is neither a valid DNS name, nor a valid external domain.`;
  return new TokenRejection(900023, "invalid_request", message);
}

/** What `named` stands for. @throws TokenRejection 90002 for another tenant, 900023 for what names none */
export function authorityOf(tenant: Tenant, named: string): Authority {
  const name = named.toLowerCase();
  if (name === tenant.id || name === tenant.domain) return "tenant";
  if (name === "common" || name === "organizations" || name === "consumers") return name;
  if (!guid.test(named) && !domain.test(named)) throw malformedTenant(named);
  const message = `Tenant '${named}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
  throw new TokenRejection(90002, "invalid_request", message);
}
