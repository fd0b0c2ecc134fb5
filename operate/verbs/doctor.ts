/**
 * `./integrations doctor`: whether what lies outside of the checkout stands as it has to: the stack's tenant, and GitHub. It
 * reads, and writes nothing anywhere.
 */
import { execFileSync } from "node:child_process";
import { type Access, assertMaySend, sending } from "../doctor/github/ask.ts";
import { readCheckout } from "../doctor/github/checkout.ts";
import { names as githubNames, githubRows } from "../doctor/github/index.ts";
import { inRemote, lookedUp, type Named, namedBy } from "../doctor/github/repository.ts";
import { codeOf, counted, exits, type Row } from "../doctor/row.ts";
import { report } from "../doctor/table.ts";
import { names as tenantNames, tenantRows } from "../doctor/tenant/index.ts";
import { opening, tenantReport } from "../doctor/tenant/report.ts";
import { openPulumi } from "../engine.ts";
import { OperationError, UsageError, unknownWord } from "../errors.ts";
import { openStack, type Place, type StackOptions, worldLine } from "../stack.ts";
import { runVerb, say, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly github?: true;
  readonly repository?: string;
  readonly environment?: readonly string[];
  readonly only?: readonly string[];
  readonly json?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The repository of the checkout's `origin`. */
function ofOrigin(root: string): string | undefined {
  try {
    const address = execFileSync("git", ["-C", root, "remote", "get-url", "origin"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return inRemote(address);
  } catch {
    return undefined;
  }
}

function repositoryMeant(root: string, named: string | undefined, env: Environment): Named {
  const text = named ?? (env.GITHUB_REPOSITORY || ofOrigin(root));
  if (text === undefined) throw new UsageError("which repository? Write --repository owner/name");
  return namedBy(text);
}

/** As GitHub's own CLI and runner name them. */
function accessIn(env: Environment): Access {
  const access = {
    url: env.GITHUB_API_URL || "https://api.github.com",
    token: env.GH_TOKEN || env.GITHUB_TOKEN || undefined,
  };
  assertMaySend(access);
  return access;
}

/** What was looked at, and the rows. */
interface Looked {
  readonly of: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

/** The stack's tenant, as whoever is signed in sees it. */
async function atTenant(place: Place, options: Options): Promise<Looked> {
  const stack = openStack(place, options);
  say(worldLine(stack));
  const { openBeta, openGraph, openVaults } = await import("../graph.ts");
  const pulumi = await openPulumi(place, stack, process.env, say);
  try {
    const { credential, services } = await pulumi.signIn();
    const readers = {
      graph: openGraph(credential, services),
      beta: openBeta(credential, services),
      vaults: openVaults(credential, services),
    };
    const declared = { ...stack, now: pulumi.tenantTime() };
    const rows = await tenantRows(readers, declared, options.only).catch((error: unknown) => {
      if (!(error instanceof OperationError)) throw error;
      throw new OperationError(`Whether a run of ${stack.name} would pass cannot be told: ${error.message}`);
    });
    return { of: { stack: stack.name, tenant: stack.tenant.id }, rows };
  } finally {
    await pulumi.close();
  }
}

/** GitHub's settings. */
async function atGithub(place: Place, options: Options): Promise<Looked> {
  const named = repositoryMeant(place.root, options.repository, process.env);
  const access = accessIn(process.env);
  if (access.token === undefined) say("GH_TOKEN is not set: only what GitHub tells everybody can be read.");
  const send = sending(access);
  const repository = await lookedUp(send, named, access.token);
  const checkout = readCheckout(place.root, options.environment ?? []);
  const rows = await githubRows(send, repository, checkout, options.only);
  return { of: { github: `${repository.owner}/${repository.name}` }, rows };
}

/** The report's first line, and whether a run would stop, where a stack was looked at. */
function toldOf(stack: string | undefined, rows: readonly Row[]) {
  if (stack === undefined) return {};
  return {
    opening: opening(rows, stack),
    stops: rows.some((row) => row.stops),
    leavesOut: rows.some((row) => row.leavesOut),
  };
}

/** @returns the exit code */
export async function doctor(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.well;
  const command = withStack(
    verbCommand(
      "doctor",
      "Looks whether the stack's tenant, or GitHub, stands as the file and the project's promises need it, before anything is written.",
      [
        "It reads, and writes nothing. Of the tenant: is it the one that is meant, does the deployer hold what each integration",
        "needs, have the APIs a principal, are the object ids whose the file says, is the vault there, do the app management",
        "policies (the tenant's and those of single applications) admit the credentials. Its first line says whether a run",
        "would pass. It asks as whoever is signed in. With --github: the settings that the review rests on, by the token of",
        "GH_TOKEN or GITHUB_TOKEN (docs/ci.md). What cannot be read is never counted as well.",
        "Exit codes: 0 all as it has to be · 1 something is not · 2 called wrongly ·",
        "            3 something could not be read",
      ],
    ),
  )
    .option("--github", "the settings of the repository, its branch, its environments and Actions at GitHub")
    .option("--repository <owner/name>", "which one (default: GITHUB_REPOSITORY, else the remote origin)")
    .option(
      "--environment <name...>",
      "the environment that applies (default: as .github/workflows/deploy.yml names it)",
    )
    .option("--only <name...>", "these parts or settings alone, by their names in docs/ci.md")
    .option("--json", "print one JSON document")
    .action(async (options: Options) => {
      const names = options.github ? githubNames : tenantNames;
      for (const name of options.only ?? [])
        if (!names.includes(name)) throw unknownWord(`--only: there is no ${JSON.stringify(name)}`, name, names);
      if (!options.github && (options.repository ?? options.environment) !== undefined)
        throw new UsageError("--repository and --environment go with --github");
      const { of, rows } = await (options.github ? atGithub(place, options) : atTenant(place, options));
      if (options.json)
        process.stdout.write(
          `${JSON.stringify({ ...of, ...toldOf(of.stack, rows), counts: counted(rows), rows }, null, 2)}\n`,
        );
      else {
        const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
        const lines = of.stack === undefined ? report(rows, columns) : tenantReport(rows, of.stack, columns);
        process.stdout.write(`${lines.join("\n")}\n`);
      }
      code = codeOf(rows);
    });
  try {
    return await runVerb(command, args, () => code);
  } catch (error) {
    if (!(error instanceof OperationError) || error instanceof UsageError) throw error;
    process.stderr.write(`${error.message}\n`);
    return exits.unread;
  }
}
