/** The redirect URI is what another resource will answer, so nobody knows it before. */
import * as pulumi from "@pulumi/pulumi";
import { changed } from "./declared.ts";

class Host extends pulumi.CustomResource {
  declare readonly address: pulumi.Output<string>;
  constructor() {
    super("dns:index:Host", "host", { address: undefined });
  }
}

export default async () => {
  const host = new Host();
  await changed("Application", () => ({ props: { web: { redirectUris: [host.address] } } }));
};
