/** Authorization that the operator completes: the code comes here, and the tokens go where the person says. */
import { resolve } from "node:path";
import type { Authorization } from "../../components/definition.ts";
import { orderedBy } from "../../components/order.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { OperationError } from "../errors.ts";
import { outputsNamed } from "../opened.ts";
import { writeRecord } from "../record.ts";
import { credentialMeant } from "../secret/credential.ts";
import { writeSecretFile } from "../secret/file.ts";
import { type Stack, upCommand } from "../stack.ts";
import { answer, answerJson, exits, say } from "../verb.ts";
import { tokensByCode } from "./flow.ts";
import type { Job } from "./job.ts";
import { endsOf, tokenFile, writeToVault } from "./keep.ts";
import type { Tokens } from "./redeem.ts";
import { wayBack } from "./redirect.ts";
import type { Whose } from "./refusals.ts";
import { personAt } from "./terminal.ts";

type ByOperator = Extract<Authorization, { by: "operator" }>;

/** The redirect URI of the file. @throws OperationError where there is none */
export function redirectOf({ name, product, redirectUris }: ResolvedIntegration, by: ByOperator, stack: Stack): string {
  const [declared] = redirectUris;
  if (declared !== undefined) return declared;
  throw new OperationError(
    `${name} has no \`redirectUris\` in ${stack.file}. ${product} needs none, except for ${by.for}: its page wants one registered (step ${by.steps[0]}). If you use ${by.for}, write it, apply it (${upCommand(stack)}), and authorize then. None is added for this command.`,
  );
}

/** Delegated scopes of Graph, as the page's own token request names them. */
function scopesOf({ permissions }: ResolvedIntegration): string[] {
  return permissions
    .flatMap(({ api, delegated }) => (api === "Microsoft Graph" ? delegated.map(({ name }) => name) : []))
    .sort(orderedBy((name) => name.toLowerCase()));
}

/** Who signed in, asked with the new token: the one call that every page's scopes allow. Undefined where Graph does not say. */
async function signedInUser(graphUrl: string, { accessToken }: Tokens): Promise<string | undefined> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${graphUrl}/v1.0/me?$select=userPrincipalName`, { headers }).catch(() => undefined);
  const body = (await response?.json().catch(() => undefined)) as { readonly userPrincipalName?: unknown } | undefined;
  return response?.ok && typeof body?.userPrincipalName === "string" ? body.userPrincipalName : undefined;
}

/** Scopes that were asked and not granted; the words of OpenID Connect and the refresh token are not named in an answer. */
function notGranted(asked: readonly string[], { scopes, refreshToken }: Tokens): string[] {
  const granted = new Set(scopes.map((scope) => (scope.split("/").at(-1) ?? "").toLowerCase()));
  return asked.filter((scope) =>
    scope === "offline_access" ? refreshToken === undefined : !granted.has(scope.toLowerCase()),
  );
}

/** Puts the tokens where they were wanted. @returns where, for a person */
async function keep({ place, opened, resolved, options }: Job, tokens: Tokens, ends: ReturnType<typeof endsOf>) {
  if (options.out !== undefined) {
    writeSecretFile(resolve(place.cwd, options.out), tokenFile(tokens, ends));
    return [`the file ${options.out} (0600)`];
  }
  const { credential, services } = await opened.signedIn();
  const writer = { armUrl: services.armUrl, credential, vaultId: resolved.vault ?? "" };
  return (await writeToVault(writer, resolved.identity, tokens, ends)).map((name) => `the vault's secret ${name}`);
}

/** @returns the exit code */
export async function byOperator(job: Job, by: ByOperator): Promise<number> {
  const { place, stack, opened, resolved, options } = job;
  const { name } = resolved;
  const declared = redirectOf(resolved, by, stack);
  const outputs = outputsNamed(stack, opened.outputs, name);
  const credential = credentialMeant(stack, name, outputs.credentials, undefined);
  const material = await opened.secret(name, credential);
  if (material.kind !== "secret") throw new OperationError(`${name}: its page redeems the code with a client secret`);
  say(`The client secret of ${name}, credential ${credential.issued}, is read from ${material.from}.`);
  const { services } = await opened.signedIn();
  const whose: Whose = { integration: name, issued: credential.issued, redirectUri: declared, up: upCommand(stack) };
  const scopes = scopesOf(resolved);
  const tokens = await tokensByCode(
    {
      whose,
      loginUrl: services.loginUrl,
      tenantId: resolved.tenantId,
      clientId: outputs.clientId,
      clientSecret: material.value,
      scopes,
      user: options.user,
      way: wayBack(declared, options.paste === true),
      timeoutMs: options.timeout * 1000,
    },
    personAt(options.open, say),
  );
  const now = opened.pulumi.tenantTime();
  writeRecord(place.root, stack.name, { ownSignIns: [{ keyId: credential.keyId, at: now.toISOString() }] });
  const ends = endsOf(tokens, now);
  const kept = await keep(job, tokens, ends);
  const user = await signedInUser(services.graphUrl, tokens);
  const lacking = notGranted(scopes, tokens);
  if (options.json) {
    const document = {
      ...{ stack: stack.name, integration: name, by: "operator", user: user ?? null, scopes: tokens.scopes },
      ...{ notGranted: lacking, accessTokenEnds: ends.accessToken.toISOString() },
      ...{ refreshTokenEndsUnused: tokens.refreshToken === undefined ? null : ends.refreshToken.toISOString(), kept },
    };
    answerJson(document);
  } else {
    const lines = [
      `${name} may act for ${user ?? "whoever signed in (Graph did not say who)"}.`,
      `Access token: until ${ends.accessToken.toISOString()}`,
      ...(tokens.refreshToken === undefined
        ? []
        : [`Refresh token: until 90 days pass without use (${ends.refreshToken.toISOString().slice(0, 10)})`]),
      `Scopes: ${tokens.scopes.join(" ")}`,
      ...(lacking.length > 0 ? [`Not granted: ${lacking.join(" ")}`] : []),
      `Both are in: ${kept.join(", ")}`.replace("Both are", tokens.refreshToken === undefined ? "It is" : "Both are"),
      `Type them into ${resolved.product} (step ${by.steps[1]} of its page), then delete them here.`,
    ];
    answer(lines.join("\n"));
  }
  return lacking.length > 0 ? exits.refused : exits.fine;
}
