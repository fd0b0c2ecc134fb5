/** The application's ID URI: the name by which others ask for its tokens, and which stands in them as the audience. */
import { clientIdHere } from "../../components/identifier-uri.ts";
import type { Effect } from "../change.ts";
import { identifierUrisOf } from "../reading/identifier-uris.ts";
import type { RecordedIntegration } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

/** Without the client id in it another application may have borne it: what is asked for by that name changes hands. */
function effectOf(uri: string): Effect {
  return uri.includes(clientIdHere) ? "changed" : "broadened";
}

/** Every URI that comes or goes; one that takes the place of another in one line. */
export function compareIdentifierUris(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const [old, current] = [before, after].map(({ resources }) => identifierUrisOf(resources));
  const { added, removed } = listDifference(old ?? [], current ?? [], (uri) => uri);
  const [now, was] = [added[0], removed[0]];
  if (added.length === 1 && removed.length === 1 && now !== undefined && was !== undefined)
    return [{ aspect: "identifier-uri", how: "changed", subject: "", before: was, after: now, effect: effectOf(now) }];
  return [
    ...added.map(
      (subject): Difference => ({ aspect: "identifier-uri", how: "added", subject, effect: effectOf(subject) }),
    ),
    ...removed.map(
      (subject): Difference => ({ aspect: "identifier-uri", how: "removed", subject, effect: "narrowed" }),
    ),
  ];
}
