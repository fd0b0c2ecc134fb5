/**
 * `./integrations authorize`: somebody signs in, so that the product may act for them. Where the page has the operator
 * redeem the code it does so; where the product does it by itself, it names the product's button and looks afterwards.
 */
import { resolve } from "node:path";
import type { Authorization } from "../../components/definition.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { definitionIn } from "../../components/settings.ts";
import { firstFew } from "../../components/several.ts";
import { vendors } from "../../components/vendors/index.ts";
import { byOperator, redirectOf } from "../authorize/by-operator.ts";
import { byVendor } from "../authorize/by-vendor.ts";
import type { Job, Options } from "../authorize/job.ts";
import { OperationError, UsageError } from "../errors.ts";
import { heldKind } from "../held-credential.ts";
import { integrationNamed } from "../named.ts";
import { withOpenedStack } from "../opened.ts";
import { assertFree } from "../secret/file.ts";
import { openStack, type Place, type Stack, worldLine } from "../stack.ts";
import { exits, runVerb, say, secondsOption, verbCommand, withStack } from "../verb.ts";

/** How the vendor's page has somebody sign in. @throws UsageError where nobody does */
function authorizationOf({ tenant }: Stack, resolved: ResolvedIntegration): Authorization {
  const { name, product } = resolved;
  const { authorization } = definitionIn(tenant, name);
  if (authorization) return authorization;
  heldKind(resolved);
  const others = Object.values(vendors).flatMap((one) => ("authorization" in one ? [one.product] : []));
  throw new UsageError(
    `${name}: nobody signs in for ${product}: it acts by itself, with its credential alone. Somebody does for ${firstFew(others)}.`,
  );
}

/** @throws OperationError while nobody gets a token */
function assertOpen({ name, suspended }: ResolvedIntegration, { file }: Stack): void {
  if (suspended)
    throw new OperationError(
      `${name} is suspended since ${suspended.since} (${suspended.reason}): nobody gets a token. Remove \`suspended\` from ${file} and apply it first.`,
    );
}

/** Says before a tenant is opened what could not be kept. @throws UsageError, OperationError */
function assertTarget({ options, place, resolved }: Omit<Job, "opened" | "stack">): void {
  const { out, vault } = options;
  if (out !== undefined && vault) throw new UsageError("--out and --vault: which of the two?");
  if (out === undefined && !vault)
    throw new UsageError(
      "the tokens are never printed: say where they go, --out <file> (new, nobody else can read it) or --vault",
    );
  if (vault && resolved.vault === undefined)
    throw new UsageError(`${resolved.name}'s tenant has no \`vault\`: --out <file> takes the tokens`);
  if (out !== undefined) assertFree(resolve(place.cwd, out));
}

/** @returns the exit code */
export function authorize(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand("authorize", "Has somebody sign in, so that the product may act for them.", [
      "Where the vendor's page has you redeem the code (App Connect's BASIC OAUTH), a browser is opened, or the address printed;",
      "the answer comes back at the redirect URI of the tenant's file: to this machine where it is http://localhost, else you",
      "paste the address that the browser was sent to. The tokens are never printed.",
      "Where the product redeems it by itself (ServiceNow, MAILGATES), its button is named, and the tenant looked at afterwards.",
      "Exit codes: 0 authorized · 1 refused, or something was not granted or is not as declared · 2 called wrongly",
    ]),
  )
    .argument("<integration>", "whose product is to act")
    .option("--out <file>", "put the tokens into a new file with mode 0600")
    .option("--vault", "put the tokens into the stack's vault")
    .option("--user <name>", "who is to sign in: their sign-in name stands on the page")
    .option("--paste", "do not listen for the answer, even where the redirect URI is this machine's")
    .option("--no-open", "print the address, and open no browser")
    .option("--timeout <seconds>", "how long to wait for the answer", secondsOption, 600)
    .option("--json", "print one JSON document, without the tokens")
    .action(async (name: string, options: Options) => {
      const stack = openStack(place, options);
      const resolved = integrationNamed(stack, name);
      const by = authorizationOf(stack, resolved);
      assertOpen(resolved, stack);
      if (by.by === "operator") {
        redirectOf(resolved, by, stack);
        assertTarget({ place, resolved, options });
      }
      say(worldLine(stack));
      code = await withOpenedStack(place, stack, say, (opened) => {
        const job: Job = { place, stack, opened, resolved, options };
        return by.by === "operator" ? byOperator(job, by) : byVendor(job, by);
      });
    });
  return runVerb(command, args, () => code);
}
