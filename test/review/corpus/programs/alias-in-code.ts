/** Takes over the state of another integration's application. */
import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ opts: { aliases: [{ name: "mailgates-application" }] } }));
