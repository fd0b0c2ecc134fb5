import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ opts: { ignoreChanges: ["web"] } }));
