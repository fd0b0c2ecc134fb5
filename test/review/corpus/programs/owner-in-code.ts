/** A person that the settings do not name. */
import { changed } from "./declared.ts";

export default () =>
  changed("Application", ({ owners }) => ({
    props: { owners: [...(owners as string[]), "99999999-9999-9999-9999-999999999999"] },
  }));
