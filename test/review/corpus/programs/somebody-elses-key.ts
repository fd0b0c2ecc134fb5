/** The certificate is made of a key that stands in the code. */
import * as pulumi from "@pulumi/pulumi";
import { changed } from "./declared.ts";

export default () =>
  changed("SelfSignedCert", () => ({ props: { privateKeyPem: pulumi.secret("-----BEGIN theirs-----") } }));
