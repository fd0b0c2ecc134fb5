/**
 * Multi-tenant applications of other organisations, as a tenant meets them: by their client id alone. Theirs are the
 * application and its credentials; this tenant may have a service principal of it.
 */

/** An application that stands in its vendor's tenant. */
export interface VendorsApplication {
  readonly appId: string;
  readonly displayName: string;
}

/** The tenant of all vendors: whose it is tells nobody apart here. */
export const vendorsTenant = "99999999-0000-4000-8000-000000000001";

/** Entra's words where only the application's own tenant could make its principal (azuread: service_principal_resource.go). */
export const backingApplicationWords =
  "When using this permission, the backing application of the service principal being created must in the local tenant";
