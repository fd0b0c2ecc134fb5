/** What docs/recovery.md says waits for a person: the declared certificate whose key is lost, and a dead run's lock. */
import { expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { OperationError } from "../../operate/errors.ts";
import { explained } from "../../operate/verbs/adopt.ts";
import { waitsForDecision } from "../../recovery/decision.ts";
import { declaredIn } from "../../recovery/declared.ts";
import { inTheWay } from "../../recovery/discard.ts";
import { noTraces } from "../../recovery/evidence.ts";
import { reconcile } from "../../recovery/reconcile.ts";
import { planInWords } from "../../recovery/words.ts";

test("a declared certificate whose private key the state lacks waits on a real tenant with the command for each choice, and the sandbox issues it again", () => {
  const stack = { project: "m365-integrations", stack: "dev", consentClientId: undefined };
  const certified = declaredIn(resolveTenant(readTenant("tenants/dev.yaml")), stack).flatMap((integration) =>
    integration.resources.flatMap(({ identity }) =>
      identity.kind === "certificate" ? [{ integration, keyId: identity.keyId }] : [],
    ),
  );
  expect(certified).toHaveLength(1);
  for (const { integration, keyId } of certified) {
    const [application] = integration.resources;
    const id = "11111111-0000-0000-0000-000000000001";
    const certificate = {
      keyId,
      displayName: "CN=ours",
      start: "2026-11-21T09:00:00Z",
      end: "2027-11-21T09:00:00Z",
      thumbprint: "A".repeat(40),
    };
    const known = {
      urn: application?.urn ?? "",
      type: application?.type ?? "",
      parent: undefined,
      id: `/applications/${id}`,
      inputs: {},
      outputs: {},
      halfDone: false,
    };
    const live = {
      id,
      appId: "22222222-0000-0000-0000-000000000001",
      displayName: integration.resolved.displayName,
      created: "2026-11-21T09:00:00Z",
      tags: [integration.marker],
      owners: integration.owners,
      ownerNames: [],
      redirectUris: [],
      identifierUris: [],
      passwords: [],
      certificates: [certificate],
      federated: undefined,
      shown: {},
      principal: undefined,
    };
    const findings = reconcile(
      [integration],
      { resources: new Map([[known.urn, known]]), pending: [] },
      { applications: [live], vendors: [], apis: new Map(), vaults: new Map() },
      { ...noTraces, lastUses: undefined },
    );
    expect(findings).toEqual([
      {
        kind: "unknown-certificate",
        integration: integration.resolved.name,
        applicationId: id,
        certificate,
        declared: true,
      },
    ]);
    expect(findings.map((finding) => [waitsForDecision(finding), inTheWay(finding)])).toEqual([[true, true]]);
    const real = planInWords(findings, { stack: "prod", sandbox: false }).join("\n");
    expect(real).toContain("another `issued` (add a letter)");
    expect(real).toContain(`az ad app credential delete --id ${id} --key-id ${keyId} --cert`);
    expect(planInWords(findings, { stack: "dev", sandbox: true }).join("\n")).toContain(
      "make up removes it and issues it again",
    );
  }
});

test("a dead run's lock is explained with the command that clears it, and other errors stay as they are", () => {
  const locked = new OperationError("the stack is currently locked by 1 lock(s)");
  expect(String(explained(locked, { name: "prod" }))).toContain(
    "When you are sure that none runs: ./integrations --stack prod pulumi cancel",
  );
  const other = new OperationError("no such stack");
  expect(explained(other, { name: "prod" })).toBe(other);
});
