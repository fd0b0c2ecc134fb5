/** Another host says where Entra is. */
import { changed } from "./declared.ts";

export default () => changed("azuread", () => ({ props: { metadataHost: "login.fabrikam.example" } }));
