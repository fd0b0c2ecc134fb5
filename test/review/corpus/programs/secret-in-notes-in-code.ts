/** The notes stand in the portal for every reader of the directory. */
import { changed } from "./declared.ts";

export default () =>
  changed("Application", () => ({ props: { notes: "secret: abc8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } }));
