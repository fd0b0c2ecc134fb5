import { changed } from "./declared.ts";

export default () => changed("ApplicationPassword", () => ({ props: { endDate: undefined } }));
