import { describe, expect, test } from "vitest";
import { compareWithRecording } from "../../operate/plan/compare.ts";
import { type PlannedResource, unknownValue } from "../../operate/plan/preview.ts";
import type { Sent } from "../../operate/plan/sent.ts";
import { claimLine, differenceLine } from "../../operate/plan/words.ts";
import { graphAppId, graphId, opaque, planned, principalId, recorded, state, urns } from "./world.ts";

type Resources = Map<string, PlannedResource>;

/** Changes one resource of a plan. */
function changed(urn: string, change: (resource: PlannedResource) => Partial<PlannedResource>) {
  return (resources: Resources) => {
    const resource = resources.get(urn);
    if (!resource) throw new Error(urn);
    resources.set(urn, { ...resource, ...change(resource) });
  };
}

function withInput(urn: string, key: string, value: unknown) {
  return changed(urn, ({ inputs }) => ({ inputs: { ...inputs, [key]: value } }));
}

const nothing = new Map();

/** The differences in words. */
function lines(plan: ReturnType<typeof planned>, first: boolean, program = recorded()): string[] {
  return compareWithRecording(plan, program, first ? nothing : state).differences.map(differenceLine);
}

describe.each([
  ["a first run", true],
  ["a run on what exists", false],
] as const)("%s", (_, first) => {
  test("that is what was recorded has no difference, and claims Graph's principal", () => {
    const { differences, claims } = compareWithRecording(planned(first), recorded(), first ? nothing : state);
    expect(differences).toEqual([]);
    expect(claims).toEqual([
      { urn: urns.assignment, integration: "mail", path: "resourceObjectId", appId: graphAppId, id: graphId },
    ]);
  });

  test("a text with an id in it, as an Application ID URI is, is the recorded one whose id the tenant knows", () => {
    const asUri = (clientId: unknown) => (typeof clientId === "string" ? `api://${clientId}/mail` : clientId);
    const program = recorded((resources) => {
      const index = resources.findIndex(({ urn }) => urn === urns.principal);
      const one = resources[index];
      if (one) resources[index] = { ...one, sentInputs: { clientId: "api://client:mail-application/mail" } };
    });
    const plan = (clientId: unknown) => planned(first, withInput(urns.principal, "clientId", clientId));
    const own = first ? unknownValue : asUri(state.get(urns.application)?.outputs.clientId);
    expect(lines(plan(own), first, program)).toEqual([]);
    expect(lines(plan("api://44444444-4444-4444-4444-444444444444/mail"), first, program)).toHaveLength(1);
  });

  test("one more resource below an integration", () => {
    const extra = urns.assignment.replace("Mail.Read", "RoleManagement");
    const plan = planned(first, (resources) => {
      const resource = resources.get(urns.assignment);
      if (resource) resources.set(extra, { ...resource, urn: extra });
    });
    expect(lines(plan, first)).toEqual([
      "mail: AppRoleAssignment mail-RoleManagement: the engine would make it; the recording that was judged has none",
    ]);
  });

  test("one resource less", () => {
    const plan = planned(first, (resources) => resources.delete(urns.entry));
    expect(lines(plan, first)).toEqual([
      "mail: Secret mail-2026-11-21: the recording that was judged has it; the engine would not",
    ]);
  });

  test("another role is granted", () => {
    const plan = planned(first, withInput(urns.assignment, "appRoleId", "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"));
    expect(lines(plan, first)).toEqual([
      'mail: AppRoleAssignment mail-Mail.Read: appRoleId is "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8" in the plan, "810c84a8-4a9e-49e6-bf7d-12d183f40d01" in the recording',
    ]);
  });

  test("a value that was known is known only when it runs", () => {
    const plan = planned(first, withInput(urns.assignment, "appRoleId", unknownValue));
    expect(lines(plan, first)).toEqual([
      'mail: AppRoleAssignment mail-Mail.Read: appRoleId is "known only when it runs" in the plan, "810c84a8-4a9e-49e6-bf7d-12d183f40d01" in the recording',
    ]);
  });

  test("a permission more in a nested list, although the provider adds its defaults there", () => {
    const access = { id: "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", type: "Role", __defaults: [] };
    const plan = planned(first, (resources) => {
      const resource = resources.get(urns.application);
      const [one] = (resource?.inputs.requiredResourceAccesses ?? []) as { resourceAccesses: unknown[] }[];
      one?.resourceAccesses.push(access);
    });
    expect(lines(plan, first)).toEqual([
      'mail: Application mail-application: requiredResourceAccesses[0].resourceAccesses[1] is {"id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role","__defaults":[]} in the plan, nothing in the recording',
    ]);
  });

  test("an input that the provider does not list among its defaults", () => {
    const plan = planned(first, withInput(urns.application, "notes", "x"));
    expect(lines(plan, first)).toEqual([
      'mail: Application mail-application: notes is "x" in the plan, nothing in the recording',
    ]);
  });

  test("a value hidden behind a secret that is none", () => {
    const plan = planned(first, withInput(urns.assignment, "appRoleId", opaque));
    expect(lines(plan, first)).toEqual([
      'mail: AppRoleAssignment mail-Mail.Read: appRoleId is secret to the engine and "810c84a8-4a9e-49e6-bf7d-12d183f40d01" in the recording, so the two cannot be compared',
    ]);
  });

  test("a secret in plain", () => {
    const plan = planned(first, withInput(urns.entry, "properties", { contentType: "text/plain", value: "plain" }));
    expect(lines(plan, first)).toEqual([
      'mail: Secret mail-2026-11-21: properties.value is "plain" in the plan, "CANARY-3b1f6a52-7f0c-4c1e-9d43-secret-value" in the recording',
    ]);
  });

  test("another tenant's provider", () => {
    const plan = planned(first, withInput(urns.provider, "tenantId", "other"));
    expect(lines(plan, first)).toEqual([
      'outside every integration: azuread entra: tenantId is "other" in the plan, "t" in the recording',
    ]);
  });

  test.each([
    ["provider", { provider: `${urns.provider}2::x` }, "provider"],
    ["import", { id: "/applications/of-somebody-else" }, "import"],
    ["protect", { protect: true }, "protect"],
    ["ignoreChanges", { ignoreChanges: ["displayName"] }, "ignoreChanges"],
    ["parent", { parent: urns.stack }, "parent"],
    ["dependencies", { dependencies: [urns.mail] }, "dependencies"],
  ] as const)("another option: %s", (_name, option, path) => {
    const change = changed(urns.application, ({ goal }) => ({
      goal: goal && { ...goal, ...(option as Partial<typeof goal>) },
    }));
    expect(lines(planned(first, change), first)).toEqual([expect.stringContaining(`mail-application: ${path} is `)]);
  });

  test("a stack output that was secret, and one more", () => {
    const outputs = {
      integrations: { mail: first ? unknownValue : { clientId: state.get(urns.application)?.outputs.clientId } },
      key: "k",
    };
    const plan = planned(
      first,
      changed(urns.stack, () => ({ outputs })),
    );
    expect(lines(plan, first)).toEqual([
      'outside every integration: Stack p-dev: outputs.key is "k" in the plan, nothing in the recording',
    ]);
  });

  test("a provider that the engine makes by itself, for a package that the program uses, is no difference; another is", () => {
    const make = (name: string, inputs: Record<string, unknown>) => (resources: Resources) => {
      const urn = `urn:pulumi:dev::p::pulumi:providers:${name}`;
      const resource = resources.get(urns.provider);
      if (resource) resources.set(urn, { ...resource, urn, inputs });
    };
    expect(lines(planned(first, make("pulumi::default", {})), first)).toEqual([]);
    expect(lines(planned(first, make("random::default_4_0_0", { version: "4.0.0" })), first)).toHaveLength(1);
    expect(
      lines(planned(first, make("pulumi::default", { pluginDownloadURL: "https://x.example" })), first),
    ).toHaveLength(1);
  });
});

describe("an id that nobody knows yet", () => {
  test("of another resource is a difference", () => {
    const plan = planned(
      true,
      changed(urns.assignment, ({ goal }) => ({
        goal: goal && {
          ...goal,
          propertyDependencies: { ...goal.propertyDependencies, principalObjectId: [urns.application] },
        },
      })),
    );
    expect(lines(plan, true)).toEqual([expect.stringContaining("what principalObjectId is made of is")]);
  });

  test("of a resource that exists is a difference: the plan could know it", () => {
    const plan = planned(false, withInput(urns.assignment, "principalObjectId", unknownValue));
    expect(lines(plan, false)).toEqual([expect.stringContaining('principalObjectId is "known only when it runs"')]);
  });

  test("of a resource that is replaced is none", () => {
    const replaced = changed(urns.principal, () => ({ steps: ["create-replacement", "replace", "delete-replaced"] }));
    const plan = planned(false, (resources) => {
      replaced(resources);
      withInput(urns.assignment, "principalObjectId", unknownValue)(resources);
    });
    expect(lines(plan, false)).toEqual([]);
  });

  test("stands for a whole input only where the recording has one text there", () => {
    const plan = planned(true, withInput(urns.entry, "tags", unknownValue));
    expect(lines(plan, true)).toEqual([expect.stringContaining('tags is "known only when it runs"')]);
  });
});

describe("an id that is known", () => {
  test("must be the state's, of the resource that it is made of", () => {
    const other = "99999999-aaaa-4aaa-8aaa-000000000009";
    expect(lines(planned(false, withInput(urns.assignment, "principalObjectId", other)), false)).toEqual([
      `mail: AppRoleAssignment mail-Mail.Read: principalObjectId is "${other}" in the plan, "object:mail-principal" in the recording`,
    ]);
  });

  test("may not be the former one of a resource that is replaced", () => {
    const plan = planned(
      false,
      changed(urns.principal, () => ({ steps: ["create-replacement", "replace", "delete-replaced"] })),
    );
    expect(lines(plan, false)).toEqual([expect.stringContaining("mail-Mail.Read: principalObjectId is ")]);
  });

  test("is of what the input is made of, where two resources have one name", () => {
    const key = urns.password.replace(
      "azuread:index/applicationPassword:ApplicationPassword",
      "tls:index/privateKey:PrivateKey",
    );
    const tagged = recorded((resources) => {
      for (const [at, one] of resources.entries()) {
        if (one.urn === urns.password) resources.push({ ...one, urn: key, type: "tls:index/privateKey:PrivateKey" });
        if (one.urn === urns.entry)
          resources[at] = { ...one, sentInputs: { ...one.sentInputs, tags: { of: "id:mail-2026-11-21" } } };
      }
    });
    const both = new Map([...state, [key, { id: "id-of-the-key", outputs: {} }]]);
    const of = (id: string) => planned(false, withInput(urns.entry, "tags", { of: id }));
    const found = (id: string) =>
      compareWithRecording(of(id), tagged, both).differences.filter(({ urn }) => urn === urns.entry);
    expect(found("k")).toEqual([]);
    expect(found("id-of-the-key").map(({ path }) => path)).toEqual(["tags.of"]);
  });

  test("may not be told on a first run", () => {
    expect(lines(planned(true, withInput(urns.assignment, "principalObjectId", principalId)), true)).toHaveLength(1);
  });
});

test("a program that takes one API for another throughout claims the other's principal for the recorded application", () => {
  const sharePoint = "71b0f58f-d11c-5eb7-81ef-97f01292ac8a";
  const { differences, claims } = compareWithRecording(
    planned(true, withInput(urns.assignment, "resourceObjectId", sharePoint)),
    recorded(),
    nothing,
  );
  expect(differences).toEqual([]);
  expect(claims.map((claim) => claimLine(claim, graphId))).toEqual([
    `mail: AppRoleAssignment mail-Mail.Read: resourceObjectId is ${sharePoint} in the plan, the service principal of ${graphAppId} in the recording; in the tenant that is ${graphId}: ${graphAppId}`,
  ]);
});

test("what only goes is no difference, unless the recording has it", () => {
  const gone = urns.assignment.replace("Mail.Read", "Mail.Send");
  const goes = (urn: string) => (resources: Resources) => {
    resources.set(urn, { urn, steps: ["delete"], goal: undefined, inputs: {}, outputs: {} });
  };
  expect(lines(planned(false, goes(gone)), false)).toEqual([]);
  expect(lines(planned(false, goes(urns.assignment)), false)).toEqual([
    "mail: AppRoleAssignment mail-Mail.Read: the recording that was judged has it; the engine would not",
  ]);
});

test("a text of the tenant's file that looks like an invented id is compared as it stands", () => {
  const named = recorded((resources) => {
    const at = resources.findIndex(({ urn }) => urn === urns.application);
    const one = resources[at] as Sent;
    resources[at] = { ...one, sentInputs: { ...one.sentInputs, displayName: "id:mail-application" } };
  });
  const plan = planned(false, withInput(urns.application, "displayName", "id:mail-application"));
  expect(lines(plan, false, named)).toEqual([]);
});
