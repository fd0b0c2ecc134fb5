import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ props: { password: { displayName: "embedded" } } }));
