/** Checks again whenever a file changes, for an editor that reads what is printed. */
import { type FSWatcher, watch } from "node:fs";
import { relative, resolve } from "node:path";
import { plural } from "../../components/plural.ts";

/** Files of which a check depends: the rest of a folder (schemas, an editor's own) does not matter. */
const matters = /\.(?:ya?ml|pem|crt|cer)$/i;

/** An editor writes a file in several steps: what follows within these milliseconds is one change. */
const settled = 60;

export interface Watch {
  /** Absolute; everything below them is looked at. */
  readonly folders: readonly string[];
  /** @param changed the files that changed, absolute; none for the first time */
  readonly round: (changed: readonly string[]) => void;
}

/** Calls `round` at once and after each change, until it is closed. @returns what closes it */
export function watchFolders({ folders, round }: Watch): { readonly close: () => void } {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    timer = undefined;
    const files = [...changed].sort();
    changed.clear();
    round(files);
  };
  const seen = (folder: string, name: string | null) => {
    // Where the system does not say which file it was, it may have been any.
    if (name !== null && !matters.test(name)) return;
    changed.add(name === null ? folder : resolve(folder, name));
    timer ??= setTimeout(next, settled);
  };
  const watchers = folders.map(
    (folder): FSWatcher => watch(folder, { recursive: true }, (_, name) => seen(folder, name)),
  );
  round([]);
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** The lines between which a round's faults stand: an editor takes them for all that there are. */
export const roundBegins = "Checking";
export const roundEnds = "Checked";

/** What a round begins with. */
export function beginning(changed: readonly string[], cwd: string): string {
  return changed.length === 0
    ? `${roundBegins} every file`
    : `${roundBegins} after a change of ${changed.map((file) => relative(cwd, file)).join(", ")}`;
}

/** What it ends with. */
export function ending(files: number, faults: number): string {
  return `${roundEnds} ${plural(files, "file")}: ${faults === 0 ? "no faults" : plural(faults, "fault")}. Waiting for the next change; Ctrl-C ends it`;
}
