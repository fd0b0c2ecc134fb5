/** A grant that is never taken away by itself. */
import type * as pulumi from "@pulumi/pulumi";
import { changed } from "./declared.ts";

export default () =>
  changed("AppRoleAssignment", (_, { parent }) => ({ opts: { deletedWith: parent as pulumi.Resource } }));
