import { changed } from "./declared.ts";

export default () => changed("Application", () => ({ props: { identifierUris: ["https://fabrikam.example"] } }));
