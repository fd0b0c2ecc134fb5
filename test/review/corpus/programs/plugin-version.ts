/** Another version of the provider than that of its package. */
import { changed } from "./declared.ts";

export default () => changed("AppRoleAssignment", () => ({ opts: { version: "6.0.0" } }));
