import { changed } from "./declared.ts";

export default () =>
  changed("Application", () => ({
    props: {
      web: { redirectUris: ["https://fabrikam.example/app-connect/callback", "https://evil.example/callback"] },
    },
  }));
