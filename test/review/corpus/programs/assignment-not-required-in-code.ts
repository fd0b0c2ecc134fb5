import { changed } from "./declared.ts";

export default () => changed("ServicePrincipal", () => ({ props: { appRoleAssignmentRequired: false } }));
