/** The certificate's key is somebody else's. */
import * as pulumi from "@pulumi/pulumi";
import { ofOneKey } from "../../certificates.ts";
import { changed } from "./declared.ts";

export default () => changed("ApplicationCertificate", () => ({ props: { value: pulumi.secret(ofOneKey[0]) } }));
