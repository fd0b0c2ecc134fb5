import { changed } from "./declared.ts";

export default () => changed("ServicePrincipal", () => ({ props: { replyUrls: ["https://evil.example/callback"] } }));
