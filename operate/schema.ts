/**
 * `npm run schema`: writes tenants/tenant.schema.json and vendors/vendor.schema.json, by which editors complete and check a
 * tenant's file and a vendor's. The tenants' names the vendors that are files here.
 */
import { fileURLToPath } from "node:url";
import { writeSchemas } from "./write-schemas.ts";

for (const line of writeSchemas(fileURLToPath(new URL("..", import.meta.url)))) process.stderr.write(`${line}\n`);
