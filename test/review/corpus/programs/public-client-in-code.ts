import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ props: { fallbackPublicClientEnabled: true } }));
