/** Another provider program, from another server. */
import { changed } from "./declared.ts";

export default () =>
  changed("AppRoleAssignment", () => ({ opts: { pluginDownloadURL: "https://fabrikam.example/plugins" } }));
