/** The application's ID URIs as registered, with `{clientId}` where the integration's own application's id stands. */
import { clientIdHere } from "../../components/identifier-uri.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { map, text, texts } from "./inputs.ts";

/**
 * What an application's registration leaves to others without more: its ID URI, where the integration's inputs name one,
 * is a resource of its own.
 */
export function leftToIdentifierUri(type: string, integration: Readonly<Record<string, unknown>>): readonly string[] {
  return type === tokens.application && text(map(integration, "exposes"), "identifierUri") !== ""
    ? ["identifierUris"]
    : [];
}

/** @returns sorted; what the file writes of one is the same text */
export function identifierUrisOf(resources: readonly ResourceInputs[]): string[] {
  const application = resources.find(({ type }) => type === tokens.application);
  const registered = [
    ...(application === undefined ? [] : texts(application.inputs, "identifierUris")),
    ...resources.filter(({ type }) => type === tokens.identifierUri).map(({ inputs }) => text(inputs, "identifierUri")),
  ];
  // What a recording has in place of an id that only the tenant will know.
  const own = application && `client:${application.name}`;
  const parts = (uri: string) => (own === undefined ? [uri] : uri.split(/(?<=[/:])(?=client:)/));
  return registered
    .map((uri) =>
      parts(uri)
        .map((part) => (own !== undefined && part.split("/")[0] === own ? part.replace(own, clientIdHere) : part))
        .join(""),
    )
    .sort();
}
