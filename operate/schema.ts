/**
 * `npm run schema`: writes tenants/tenant.schema.json, by which editors complete and check a tenant's file.
 */
import { writeFileSync } from "node:fs";
import { tenantJsonSchema } from "../components/settings-schema.ts";

writeFileSync(
  new URL("../tenants/tenant.schema.json", import.meta.url),
  `${JSON.stringify(tenantJsonSchema(), null, 1)}\n`,
);
