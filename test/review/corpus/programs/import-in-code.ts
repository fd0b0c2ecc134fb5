/** Takes over an application that somebody else made. */
import { changed } from "./declared.ts";

export default () =>
  changed("Application", () => ({ opts: { import: "/applications/99999999-9999-9999-9999-999999999999" } }));
