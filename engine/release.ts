import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A version of the CLI, `[major, minor, patch]`. */
export type Version = readonly [major: number, minor: number, patch: number];

/**
 * What the build makes and needs: `version` as Go writes it (`v3.259.0`), `go` the oldest Go that builds it (`1.26`);
 * `key` names the build's folder and changes with every version and hash in go.mod and go.sum.
 */
export interface Release {
  readonly version: string;
  readonly go: string;
  readonly key: string;
}

const cli = "github.com/pulumi/pulumi/pkg/v3";

/** Reads `v3.259.0`, `3.259.0` or `v3.259.0-dev`, as `pulumi version` prints it; undefined where there is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/m.exec(text.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** The same major version, and no older. A next major version may have another protocol. */
export function isRecentEnough(found: Version, least: Version): boolean {
  if (found[0] !== least[0]) return false;
  return found[1] > least[1] || (found[1] === least[1] && found[2] >= least[2]);
}

/**
 * The release that go.mod pins, which is also the oldest that is taken from PATH.
 * @throws where go.mod does not name the CLI's module
 */
export function releaseOf(goMod: string, goSum: string): Release {
  const version = goMod
    .split(/\s*\n\s*/)
    .find((line) => line.startsWith(`${cli} `))
    ?.split(" ")[1];
  const go = /^go (\S+)/m.exec(goMod)?.[1];
  if (version === undefined || go === undefined) throw new Error(`engine/go.mod: no version of Go or of ${cli}`);
  const hash = createHash("sha256").update(goMod).update(goSum).digest("hex").slice(0, 12);
  return { version, go, key: `${version}-${hash}` };
}

/** {@link releaseOf} the checkout at `root`. */
export function pinnedRelease(root: string): Release {
  const read = (file: string) => readFileSync(join(root, "engine", file), "utf8");
  return releaseOf(read("go.mod"), read("go.sum"));
}
