import { changed } from "./declared.ts";

export default () =>
  changed("ServicePrincipal", () => ({ props: { owners: ["55555555-5555-5555-5555-555555555555"] } }));
