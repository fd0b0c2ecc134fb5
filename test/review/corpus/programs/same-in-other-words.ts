/** The same stack, put together by hand: a refactoring. */
import * as pulumi from "@pulumi/pulumi";
import { readTenant } from "../../../../components/settings.ts";
import { declareTenant } from "../../../../components/tenant.ts";

export default async () => {
  const tenant = readTenant(new pulumi.Config().require("tenant"));
  const { integrations, secrets } = await declareTenant(
    { ...tenant, integrations: Object.fromEntries(Object.entries(tenant.integrations).reverse()) },
    undefined,
  );
  return { secrets, integrations };
};
