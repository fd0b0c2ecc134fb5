/**
 * What the recorder answered in place of the tenant, and what it stands for: an output of a resource, or a looked-up
 * principal. Pure.
 */
import { thumbprints } from "../../components/thumbprint.ts";
import { fixtureCertificate, knownOutputs } from "../../review/evaluate/known-outputs.ts";
import type { Sent } from "./sent.ts";

/** An output of a resource: `form` makes what is shown of it, such as a certificate's thumbprint. */
export interface OutputOf {
  readonly urn: string;
  readonly output: string;
  readonly form: (value: string) => string;
}

/** The recorder's invented texts by what they may stand for. */
export type StandIns = ReadonlyMap<string, readonly OutputOf[]>;

function itself(value: string): string {
  return value;
}

/** Every text that the recorder invented for these resources. */
export function standInsOf(resources: readonly Pick<Sent, "urn" | "type" | "name" | "custom">[]): StandIns {
  const found = new Map<string, OutputOf[]>();
  const add = (text: string, output: OutputOf) => void found.set(text, [...(found.get(text) ?? []), output]);
  for (const { urn, type, name, custom } of resources) {
    if (!custom) continue;
    const { id, state } = knownOutputs.resource(type, name, {});
    add(id, { urn, output: "id", form: itself });
    for (const [output, value] of Object.entries(state)) {
      if (typeof value !== "string") continue;
      add(value, { urn, output, form: itself });
      if (value !== fixtureCertificate) continue;
      for (const [form, text] of Object.entries(thumbprints(fixtureCertificate)))
        add(text, { urn, output, form: (pem) => thumbprints(pem)[form as keyof ReturnType<typeof thumbprints>] });
    }
  }
  return found;
}

/** A piece of a recorded text: as it is, or invented. */
export type Piece =
  | { readonly text: string }
  | { readonly standsFor: readonly OutputOf[] }
  | { readonly appId: string };

/** Where an invented text may begin: looking for each of them everywhere would take long in a large tenant. */
const beginnings =
  /sp:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:client|object|key|id|vault):|CANARY-|-----BEGIN /g;

/** Takes a recorded text apart. The longest invented text counts where several begin at one place. */
export function piecesOf(text: string, standIns: StandIns): readonly Piece[] {
  const whole = standIns.get(text);
  if (whole) return [{ standsFor: whole }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: beginning, index } of text.matchAll(beginnings)) {
    if (index < from) continue;
    const appId = beginning.startsWith("sp:") ? beginning.slice(3) : undefined;
    const invented =
      appId === undefined
        ? [...standIns.keys()]
            .filter((one) => text.startsWith(one, index))
            .sort((a, b) => b.length - a.length)
            .at(0)
        : undefined;
    if (appId === undefined && invented === undefined) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push(appId === undefined ? { standsFor: standIns.get(invented ?? "") ?? [] } : { appId });
    from = index + (invented ?? beginning).length;
  }
  return from < text.length ? [...pieces, { text: text.slice(from) }] : pieces;
}
