/** People and groups in a product's own roles: what the file says, and the assignments that follow. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { administersProduct } from "../components/app-roles.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { parseTenant } from "../components/settings.ts";
import { assignmentsOf, grantedFor, isClosed } from "../components/sign-in.ts";
import { declaredIn } from "../recovery/declared.ts";

const head = (readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "")
  .split("\n")
  .slice(2)
  .join("\n");
const [adele, alex, operators] = [
  "44444444-4444-4444-4444-444444444444",
  "55555555-5555-4555-8555-555555555555",
  "66666666-6666-4666-8666-666666666666",
];

function grafana(...lines: readonly string[]) {
  const text = `${head}integrations:
  grafana:
    vendor: grafana
    instances: [grafana.contoso.example]
    federated: [{ name: prod, subject: 77777777-7777-4777-8777-777777777777 }]
${lines.map((line) => `    ${line}\n`).join("")}`;
  const [resolved] = resolveTenant(parseTenant(text, "tenants/x.yaml"));
  if (!resolved) throw new Error("no integration");
  return resolved;
}

const admins = `appRoles: { Admin: { users: [${adele}] }, Viewer: { users: [${adele.toUpperCase()}, ${alex}], groups: [${operators}] } }`;

describe("people in a product's own roles", () => {
  const resolved = grafana(admins);

  test("are assigned by the role's id, and one may have several", () => {
    const id = (role: string) => resolved.appRoles?.find(({ value }) => value === role)?.id;
    expect(assignmentsOf(resolved)).toEqual([
      { id: adele, appRoleId: id("Viewer"), role: "Viewer" },
      { id: alex, appRoleId: id("Viewer"), role: "Viewer" },
      { id: operators, appRoleId: id("Viewer"), role: "Viewer" },
      { id: adele, appRoleId: id("Admin"), role: "Admin" },
    ]);
    expect(
      declaredIn([resolved], { project: "p", stack: "s", consentClientId: undefined })[0]?.resources.flatMap(
        ({ name, identity }) => (identity.kind === "assignment" ? [[name, identity.appRoleId === id("Admin")]] : []),
      ),
    ).toEqual([
      [`grafana-signs-in-as-viewer-${adele}`, false],
      [`grafana-signs-in-as-viewer-${alex}`, false],
      [`grafana-signs-in-as-viewer-${operators}`, false],
      [`grafana-signs-in-as-admin-${adele}`, true],
    ]);
  });

  test("are those who sign in, and nobody else, until `stillOpen` says otherwise", () => {
    expect([resolved.signsIn, resolved.signsInGroups, isClosed(resolved)]).toEqual([[adele, alex], [operators], true]);
    expect(isClosed(grafana(admins, "stillOpen: true"))).toBe(false);
    expect(isClosed(grafana())).toBe(false);
  });

  test("have the delegated scopes granted for them alone where no group is among them", () => {
    const users = grafana(`appRoles: { Admin: { users: [${adele}] }, Viewer: { users: [${adele}, ${alex}] } }`);
    expect(grantedFor(users)).toEqual({ everyone: false, users: [adele, alex] });
    expect(grantedFor(resolved)).toEqual({ everyone: true, users: [] });
  });

  test("keep the role's id when the integration is renamed", () => {
    const renamed = parseTenant(
      `${head}integrations:
  dashboards:
    vendor: grafana
    formerly: grafana
    instances: [grafana.contoso.example]
    federated: [{ name: prod, subject: 77777777-7777-4777-8777-777777777777 }]
    ${admins}
`,
      "tenants/x.yaml",
    );
    expect(resolveTenant(renamed)[0]?.inRoles).toEqual(resolved.inRoles);
  });
});

test.each([
  [{ value: "Admin", name: "Grafana Org Admin" }, true],
  [{ value: "Owner", name: "Owners" }, true],
  [{ value: "all", name: "管理者" }, true],
  [{ value: "Viewer", name: "Grafana Viewer" }, false],
  [{ value: "Viewer", name: "Viewer", administers: true as const }, true],
])("$value ($name) administers the product, by the definition's word or by its name: %s", (role, administers) => {
  expect(administersProduct(role)).toBe(administers);
});
