import { describe, expect, test } from "vitest";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { servicenowTeams } from "../../../components/vendors/servicenow-teams.ts";
import { clientSecret } from "../../../review/rules/client-secret.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration, secret } from "../recordings.ts";
import { judged } from "./judged.ts";

const certificate = { ...secret("2026-11-21", "2027-05-15"), kind: "certificate" } as const;

describe("client-secret", () => {
  test("a secret is said, where the vendor takes nothing else", () => {
    const credentials = secret("2026-11-21", "2027-05-15");
    expect(judged(clientSecret, { credentials }, { definition: mailgatesSigma })).toEqual([
      "warn [] mailgates proves who it is with a client secret: weaker than a federated credential or a certificate of a certification authority.",
    ]);
  });

  test("a secret needs an exception where the vendor takes a certificate as well", () => {
    const definition = { ...mailgatesSigma, credential: { kind: "secret", certificatePossible: true } } as const;
    expect(judged(clientSecret, { credentials: secret("2026-11-21", "2027-05-15") }, { definition })).toEqual([
      "accept [] mailgates proves who it is with a client secret: weaker than a federated credential or a certificate of a certification authority.",
    ]);
  });

  test("a secret needs an exception where the vendor asks for a certificate", () => {
    const [first = ""] = judged(
      clientSecret,
      { credentials: secret("2026-11-21", "2027-05-15") },
      { definition: servicenowTeams },
    );
    expect(first.startsWith("accept [] ")).toBe(true);
  });

  test("a self-signed certificate is said", () => {
    const resources = [
      registration(tokens.selfSigned, "mailgates-2026-11-21", { below: "mailgates" }),
      registration(tokens.certificate, "mailgates-2026-11-21", { below: "mailgates" }),
    ];
    expect(judged(clientSecret, { credentials: certificate, resources })).toEqual([
      "warn [] mailgates proves who it is with a self-signed certificate: weaker than a federated credential or a certificate of a certification authority.",
    ]);
  });

  test("what the plan alone says: this stack makes its certificates itself", () => {
    const [said = ""] = judged(clientSecret, { credentials: certificate });
    expect(said.startsWith("warn [] mailgates proves who it is with a self-signed certificate")).toBe(true);
  });

  test("a secret in no line of the schedule counts too", () => {
    const credentials = { kind: "secret", schedule: [], registeredEnds: { spare: "" } } as const;
    expect(judged(clientSecret, { credentials })).toHaveLength(1);
  });

  test("nothing is said of a certificate that is not made here, nor of an integration without a credential", () => {
    const resources = [registration(tokens.certificate, "mailgates-2026-11-21", { below: "mailgates" })];
    expect(judged(clientSecret, { credentials: certificate, resources })).toEqual([]);
    expect(judged(clientSecret)).toEqual([]);
  });
});
