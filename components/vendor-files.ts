/** Where the files of a tenant's own vendors stand: the one answer, for the reader, the review and every command. */
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";

/** Where the files of vendors are that a tenant's file may name; relative where that is. */
export function vendorsFolder(tenantFile: string): string {
  const folder = dirname(resolve(tenantFile));
  const vendors = join(basename(folder) === "tenants" ? dirname(folder) : folder, "vendors");
  return isAbsolute(tenantFile) ? vendors : relative("", vendors);
}
