import { changed } from "./declared.ts";

export default () => changed("AppRoleAssignment", () => ({ opts: { retainOnDelete: true } }));
