import { changed } from "./declared.ts";

export default () => changed("PrivateKey", () => ({ props: { rsaBits: 1024 } }));
