import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ props: { web: { redirectUris: [] } } }));
