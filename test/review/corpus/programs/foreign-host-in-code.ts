import { changed } from "./declared.ts";

export default () =>
  changed("Application", ({ web }) => ({
    props: {
      web: {
        ...(web as object),
        redirectUris: [
          "https://fabrikamdev.service-now.com/oauth_redirect.do",
          "https://fabrikamdev.service-now.example/oauth_redirect.do",
        ],
      },
    },
  }));
