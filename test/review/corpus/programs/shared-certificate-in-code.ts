import * as pulumi from "@pulumi/pulumi";
import { ofOneKey } from "../../certificates.ts";
import { changed } from "./declared.ts";

/** Two certificates, and one key in both. */
export default () => {
  let made = 0;
  return changed("ApplicationCertificate", () => {
    made += 1;
    return { props: { value: pulumi.secret(ofOneKey[made % 2]) } };
  });
};
