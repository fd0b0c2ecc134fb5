import { changed } from "./declared.ts";

export default () =>
  changed("Application", ({ web }) => ({
    props: { web: { ...(web as object), implicitGrant: { idTokenIssuanceEnabled: true } } },
  }));
