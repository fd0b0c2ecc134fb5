import { changed } from "./declared.ts";

export default () => changed("azuread", () => ({ props: { tenantId: "44444444-4444-4444-4444-444444444444" } }));
