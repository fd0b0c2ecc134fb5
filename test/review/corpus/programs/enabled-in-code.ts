import { changed } from "./declared.ts";

export default () => changed("ServicePrincipal", () => ({ props: { accountEnabled: true } }));
