import type * as pulumi from "@pulumi/pulumi";
import { changed } from "./declared.ts";

/** The first certificate that is made goes to every application. */
export default () => {
  let first: pulumi.Input<string> | undefined;
  return changed("ApplicationCertificate", ({ value }) => {
    first ??= value as pulumi.Input<string>;
    return { props: { value: first } };
  });
};
