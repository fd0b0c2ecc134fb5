import { changed } from "./declared.ts";

export default () => changed("ApplicationPassword", () => ({ props: { endDate: "2030-01-01T00:00:00Z" } }));
