import * as pulumi from "@pulumi/pulumi";
import { changed } from "./declared.ts";

export default () =>
  changed("Application", () => ({
    opts: { hooks: { afterCreate: [new pulumi.ResourceHook("tell", () => undefined)] } },
  }));
