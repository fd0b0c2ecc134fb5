import { describe, expect, test } from "vitest";
import { fixtureCertificate } from "../../../review/evaluate/known-outputs.ts";
import { sharedKey } from "../../../review/rules/shared-key.ts";
import { tokens } from "../../../review/tokens.ts";
import { ofAnotherKey, ofOneKey } from "../certificates.ts";
import { registration } from "../recordings.ts";
import { judgedStack } from "./judged.ts";

/** Key, self-signed certificate, and the application's certificate, as the component registers them. */
function signed(below: string, key = registration(tokens.privateKey, `${below}-2026-11-21`, { below })) {
  const certificate = registration(tokens.selfSigned, `${below}-2026-11-21`, { below, dependencies: [key.urn] });
  const credential = registration(tokens.certificate, `${below}-2026-11-21`, {
    below,
    dependencies: [certificate.urn],
    inputs: { value: fixtureCertificate },
  });
  return { name: below, resources: [key, certificate, credential] };
}

describe("shared-key", () => {
  test("each application has a key of its own", () => {
    expect(judgedStack(sharedKey, [signed("servicenow"), signed("servicenow-lab")])).toEqual([]);
  });

  test("two applications of one key are refused, both of them", () => {
    const first = signed("servicenow");
    const [key] = first.resources;
    const second = signed("servicenow-lab", key);
    expect(judgedStack(sharedKey, [first, { ...second, resources: second.resources.slice(1) }])).toEqual([
      "block [servicenow-lab] servicenow has one key together with servicenow-lab: whoever holds it is both.",
      "block [servicenow] servicenow-lab has one key together with servicenow: whoever holds it is both.",
    ]);
  });

  test("also where the key stands outside of both", () => {
    const key = registration(tokens.privateKey, "common");
    const [first, second] = ["servicenow", "servicenow-lab"].map((name) => {
      const { resources } = signed(name, key);
      return { name, resources: resources.slice(1) };
    });
    expect(judgedStack(sharedKey, [first ?? {}, second ?? {}], { outside: [key] })).toHaveLength(2);
  });

  const written = (below: string, value: string) => ({
    name: below,
    resources: [registration(tokens.certificate, `${below}-2026-11-21`, { below, inputs: { value } })],
  });
  test("and where one certificate, or another one of its key, was written into both", () => {
    for (const other of ofOneKey)
      expect(
        judgedStack(sharedKey, [written("servicenow", ofOneKey[0]), written("servicenow-lab", other)]),
      ).toHaveLength(2);
  });

  test.each([
    ["certificates of two keys", ofOneKey[0], ofAnotherKey],
    ["the recorder's mark of a secret, which may stand for any", "[secret]", "[secret]"],
    ["what is no certificate", "MIIC", "MIIC"],
  ])("%s are no shared key", (_what, first, second) => {
    expect(judgedStack(sharedKey, [written("servicenow", first), written("servicenow-lab", second)])).toEqual([]);
  });

  test("two credentials of one application may have one", () => {
    const { name, resources } = signed("servicenow");
    expect(judgedStack(sharedKey, [{ name, resources: [...resources, ...resources] }])).toEqual([]);
  });

  test("two applications for which one issuer vouches by one subject are refused, whatever their audiences", () => {
    const trusting = (name: string, subject: string, audience = "api://AzureADTokenExchange") => ({
      name,
      resources: [
        registration(tokens.federated, `${name}-federated-prod`, {
          below: name,
          inputs: { issuer: "https://login.example/v2.0", subject, audiences: [audience] },
        }),
      ],
    });
    expect(judgedStack(sharedKey, [trusting("grafana", "one"), trusting("grafana-lab", "another")])).toEqual([]);
    expect(
      judgedStack(sharedKey, [trusting("grafana", "one"), trusting("grafana-lab", "one", "api://another")]),
    ).toEqual([
      "block [grafana-lab] grafana has the tokens of https://login.example/v2.0 for one together with grafana-lab: whoever holds it is both.",
      "block [grafana] grafana-lab has the tokens of https://login.example/v2.0 for one together with grafana: whoever holds it is both.",
    ]);
  });
});
