import { expect, test } from "vitest";
import { recordingOf } from "../../../review/reading/recording.ts";
import type { RecordedIntegration } from "../../../review/recording.ts";
import { beyondInputs } from "../../../review/rules/beyond-inputs.ts";
import { tokens } from "../../../review/tokens.ts";
import { recordedDev } from "../../recorded.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

async function recordedIntegration(name: string): Promise<RecordedIntegration> {
  const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
  const found = recordingOf(await recordedDev(), from).integrations.find((integration) => integration.name === name);
  if (!found) throw new Error(`no integration ${name}`);
  return found;
}

const mailReadWrite = "e2a3a72e-5f79-4c64-b1b1-878b674786c9";
const graph = "sp:00000003-0000-0000-c000-000000000000";

test.each(["servicenow", "mailgates", "teamconnect", "live-platform", "live-platform-notifications", "app-connect"])(
  "%s makes nothing beyond its inputs",
  async (name) => {
    expect(judged(beyondInputs, await recordedIntegration(name))).toEqual([]);
  },
);

test.each([
  [tokens.roleAssignment, { appRoleId: mailReadWrite, resourceObjectId: graph }, `AppRoleAssignment`, mailReadWrite],
  [tokens.roleAssignment, { appRoleId: mailReadWrite, resourceObjectId: "a guid" }, "AppRoleAssignment", mailReadWrite],
  [
    tokens.grant,
    { claimValues: ["User.Read", "Mail.Send"], resourceServicePrincipalObjectId: graph },
    "ServicePrincipalDelegatedPermissionGrant",
    "Mail.Send",
  ],
  [
    tokens.directoryRole,
    { roleId: "62e90394-69f5-4237-9190-012177145e10" },
    "DirectoryRoleAssignment",
    "62e90394-69f5-4237-9190-012177145e10",
  ],
  [tokens.password, { endDate: "2028-11-20T00:00:00Z" }, "ApplicationPassword", "secret"],
  [
    tokens.application,
    { owners: ["99999999-9999-9999-9999-999999999999"] },
    "Application",
    "99999999-9999-9999-9999-999999999999",
  ],
  [tokens.application, { web: { redirectUris: ["https://evil.example/"] } }, "Application", "https://evil.example/"],
  [tokens.application, { publicClient: { redirectUris: ["http://localhost"] } }, "Application", "http://localhost"],
  [
    tokens.principal,
    { owners: ["99999999-9999-9999-9999-999999999999"] },
    "ServicePrincipal",
    "99999999-9999-9999-9999-999999999999",
  ],
])("%s that the inputs do not name is refused", async (type, inputs, word, what) => {
  const { resolved, name } = await recordedIntegration("mailgates");
  const resources = [registration(type, "mailgates-extra", { below: "mailgates", inputs })];
  expect(judged(beyondInputs, { name, resources, ...(resolved && { resolved }) })).toEqual([
    `block [mailgates-extra] mailgates-extra (${word}) gives what the registered inputs of mailgates do not name: ${what}.`,
  ]);
});

test("an ID URI that the inputs do not name is refused, and the one that they name is not, its client id known or not", async () => {
  const { resolved, name } = await recordedIntegration("mailgates");
  if (!resolved) throw new Error("mailgates has no inputs");
  const said = (uri: string, identifierUri?: string, resource = "mailgates-identifier-uri") =>
    judged(beyondInputs, {
      name,
      resolved: { ...resolved, ...(identifierUri !== undefined && { exposes: { identifierUri } }) },
      resources: [registration(tokens.identifierUri, resource, { below: "mailgates", inputs: { identifierUri: uri } })],
    });
  const beyond = (uri: string, resource = "mailgates-identifier-uri") => [
    `block [${resource}] ${resource} (ApplicationIdentifierUri) gives what the registered inputs of mailgates do not name: ${uri}.`,
  ];
  expect(said("api://contoso.example/mail")).toEqual(beyond("api://contoso.example/mail"));
  for (const id of ["client:mailgates-application", "cccccccc-0000-4000-8000-000000000001"])
    expect(said(`api://${id}/mail`, "api://{clientId}/mail")).toEqual([]);
  const other = "api://client:teamconnect-application/mail";
  expect(said(other, "api://{clientId}/mail")).toEqual(beyond(other));
  expect(said("api://client:mailgates-application", "api://{clientId}", "mailgates-second")).toEqual(
    beyond("api://client:mailgates-application", "mailgates-second"),
  );
});

test("a scheduled credential with a later end is refused", async () => {
  const { resolved, name } = await recordedIntegration("mailgates");
  const inputs = { endDate: "2030-01-01T00:00:00Z" };
  const resources = [registration(tokens.password, "mailgates-2026-11-21", { below: "mailgates", inputs })];
  expect(judged(beyondInputs, { name, resources, ...(resolved && { resolved }) })).toEqual([
    "block [mailgates-2026-11-21] mailgates-2026-11-21 (ApplicationPassword) gives what the registered inputs of mailgates do not name: 2030-01-01T00:00:00Z.",
  ]);
});
