/**
 * What the review judges is what the engine gets: the recording of the dev stack against `pulumi stack export` after up.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Registration } from "../../review/evaluate/index.ts";
import { recordedDev } from "../recorded.ts";
import { type Stack, startStack } from "./stack.ts";

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

let stack: Stack;
let state: readonly StateResource[];
beforeAll(async () => {
  stack = await startStack();
  stack.settings(() => {});
  await stack.apply();
  const { stdout } = await stack.pulumi(["stack", "export"], { confidential: true });
  state = (JSON.parse(stdout) as { deployment: { resources: StateResource[] } }).deployment.resources;
});
afterAll(() => stack.close());

const secretSignature = "4dabf18193072939515e22adb298388d";

/** The tenant's answers in place of the recording's fixed ones. */
function answers(): ReadonlyMap<string, unknown> {
  return new Map(
    state.flatMap(({ urn, id, outputs }) => {
      const name = urn.split("::").at(-1);
      return [
        [`${urn.includes("azure-native:keyvault:Secret") ? "vault" : "id"}:${name}`, id],
        [`client:${name}`, outputs?.clientId],
        [`object:${name}`, outputs?.objectId],
        [`key:${name}`, outputs?.keyId],
      ].filter((pair): pair is [string, unknown] => pair[1] !== undefined);
    }),
  );
}

/** A recorded value as the engine should have it: fixed ids replaced, API principals and secrets left open. */
function expected(value: unknown, known: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") {
    if (value === "[secret]" || value.startsWith("sp:") || value.startsWith("-----BEGIN")) return expect.anything();
    return known.get(value) ?? value;
  }
  if (Array.isArray(value)) return value.map((item) => expected(item, known));
  if (typeof value === "object" && value !== null)
    return expect.objectContaining(
      Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expected(inner, known)])),
    );
  return value;
}

function isProvider({ type }: { type: string }): boolean {
  return type.startsWith("pulumi:providers:");
}

function inputsAsRecorded({ inputs, secretInputs }: Registration, known: ReadonlyMap<string, unknown>): unknown {
  const open = Object.fromEntries(Object.entries(inputs).filter(([key]) => !secretInputs.includes(key)));
  return expected(open, known);
}

test("the same resources, under the same parents, by the same providers, protected alike", async () => {
  const { registrations } = await recordedDev();
  const providerOf = (reference: string | undefined) => (reference ?? "").split("::")[3] ?? "";
  const row = (urn: string, parent: string | undefined, provider: string | undefined, protect: boolean | undefined) =>
    `${urn} parent=${parent || "-"} provider=${providerOf(provider)} protect=${protect ?? false}`;
  const ofRecording = registrations.map(({ urn, parent, provider, protect }) => row(urn, parent, provider, protect));
  // A default provider is the engine's own resource; the program registers none.
  const ofEngine = state
    .filter((resource) => !(isProvider(resource) && /::default/.test(resource.urn)))
    .map(({ urn, parent, provider, protect }) =>
      row(urn, parent, /::default/.test(provider ?? "") ? "" : provider, protect),
    );
  expect(ofRecording.sort()).toEqual(ofEngine.sort());
});

test("the same inputs, ids of the tenant aside", async () => {
  const { registrations } = await recordedDev();
  const known = answers();
  for (const registration of registrations.filter(
    (resource) => !isProvider(resource) && resource.type !== "pulumi:pulumi:Stack",
  )) {
    const resource = state.find(({ urn }) => urn === registration.urn);
    expect(resource?.inputs ?? {}, registration.urn).toEqual(inputsAsRecorded(registration, known));
  }
});

test("every input that is secret in the recording is secret in the state", async () => {
  const { registrations } = await recordedDev();
  for (const { urn, secretInputs, type } of registrations.filter((resource) => !isProvider(resource)))
    for (const key of secretInputs) {
      const value = state.find((resource) => resource.urn === urn)?.inputs?.[key];
      expect(JSON.stringify(value), `${type} ${key}`).toContain(secretSignature);
    }
});
