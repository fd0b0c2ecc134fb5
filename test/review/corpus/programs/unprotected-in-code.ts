import { changed } from "./declared.ts";

export default () => changed("ServicePrincipal", () => ({ opts: { protect: false } }));
