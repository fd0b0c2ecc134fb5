/**
 * `npm run schema`: writes tenants/tenant.schema.json, by which editors complete and check a tenant's file.
 */
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { editorSchema } from "./editor-schema.ts";

writeFileAtomic.sync(
  fileURLToPath(new URL("../tenants/tenant.schema.json", import.meta.url)),
  `${JSON.stringify(editorSchema(), null, 1)}\n`,
);
