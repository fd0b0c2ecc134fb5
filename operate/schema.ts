/**
 * `npm run schema`: writes tenants/tenant.schema.json, by which editors complete and check a tenant's file.
 */
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { tenantJsonSchema } from "../components/settings-schema.ts";

writeFileAtomic.sync(
  fileURLToPath(new URL("../tenants/tenant.schema.json", import.meta.url)),
  `${JSON.stringify(tenantJsonSchema(), null, 1)}\n`,
);
