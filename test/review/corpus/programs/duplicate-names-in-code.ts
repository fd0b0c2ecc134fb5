import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ props: { preventDuplicateNames: false } }));
