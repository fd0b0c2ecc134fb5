/**
 * `./integrations handover`: the sheets for the vendors' administrators, from a stack's outputs; and the key store and the
 * certificate that a vendor takes.
 */
import { X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { Option } from "commander";
import writeFileAtomic from "write-file-atomic";
import type { Language } from "../../components/definition.ts";
import type { CredentialOutputs } from "../../components/outputs.ts";
import { logLine } from "../../components/plain-text.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { UsageError } from "../errors.ts";
import { assertKeyHere, heldKind } from "../held-credential.ts";
import { integrationNamed, integrationsNamed } from "../named.ts";
import { type OpenedStack, outputsNamed, withOpenedStack } from "../opened.ts";
import { credentialMeant } from "../secret/credential.ts";
import { assertFree, writeNewFile, writeSecretFile } from "../secret/file.ts";
import { readingLine, readingOf } from "../secret/reading.ts";
import { openStack, type Place, type Stack, type StackOptions, upCommand, worldLine } from "../stack.ts";
import { exits, runVerb, say, verbCommand, withStack } from "../verb.ts";

type Format = "terminal" | "markdown" | "html";

interface Options extends StackOptions {
  readonly format?: Format;
  readonly lang?: Language;
  readonly out?: string;
  readonly reveal?: true;
  readonly keystore?: string;
  readonly certificate?: string;
  readonly passwordFile?: string;
  readonly json?: true;
}

/** A sheet has its own styles; what a CI system would take for a command is still shown as text. */
function print(text: string): void {
  process.stdout.write(text.split("\n").map(logLine).join("\n"));
}

/** A named sheet is read at the terminal, where there is one; the others go into files. */
function formatOf({ format, out, json }: Options, name: string | undefined): Format {
  if (format !== undefined) return format;
  const extension = extname(out ?? "").toLowerCase();
  if (extension === ".html" || extension === ".htm") return "html";
  return name !== undefined && out === undefined && !json && process.stdout.isTTY ? "terminal" : "markdown";
}

/** True where `--out` names one sheet's file, not a folder. */
function namesFile(out: string | undefined): out is string {
  return out !== undefined && /\.(?:md|markdown|html?|txt)$/i.test(out);
}

/** Whatever is wrong with the call itself is said before the stack is opened. */
function assertCall(options: Options, name: string | undefined, format: Format, place: Place): void {
  const { out, reveal, keystore, certificate, passwordFile, json } = options;
  const files = keystore !== undefined || certificate !== undefined;
  if (passwordFile !== undefined && keystore === undefined)
    throw new UsageError("--password-file goes with --keystore");
  if (files && (options.format !== undefined || out !== undefined || reveal))
    throw new UsageError(
      "--keystore and --certificate write those files and no sheet: leave --format, --out and --reveal out",
    );
  if (name === undefined && (files || reveal || namesFile(out)))
    throw new UsageError("which integration? Write `./integrations handover <integration> …`");
  if (format === "terminal" && (out !== undefined || json))
    throw new UsageError("--format terminal prints the sheet: leave --out and --json out");
  if (!reveal) return;
  if (format === "terminal" && !process.stdout.isTTY)
    throw new UsageError(
      "--reveal shows the secret, and stdout is no terminal: what goes through a pipe ends in files and logs that others read. Write --format html --out <file>, which nobody else can read.",
    );
  if (format === "terminal") return;
  if (!namesFile(out))
    throw new UsageError("--reveal writes into a file that is named and new: --out <file>.html, or .md");
  assertFree(resolve(place.cwd, out));
}

function assertCertificate(resolved: ResolvedIntegration): void {
  if (heldKind(resolved) === "certificate") return;
  const { name } = resolved;
  throw new UsageError(
    `${name}'s credential is a client secret: there is no key and no certificate. ./integrations secret ${name}`,
  );
}

/** What `--keystore` and `--certificate` made, for `--json`. */
interface Made {
  readonly kind: "keystore" | "certificate" | "password";
  readonly file: string;
}

async function makeStore(
  opened: OpenedStack,
  { name }: ResolvedIntegration,
  credential: CredentialOutputs,
  file: string,
  { passwordFile }: Options,
  place: Place,
): Promise<readonly Made[]> {
  const [{ storePassword }, { formatNames, formatOf: storeFormat, storeBytes }, { definitionIn }] = await Promise.all([
    import("../keystore/password.ts"),
    import("../keystore/store.ts"),
    import("../../components/settings.ts"),
  ]);
  const wanted = definitionIn(opened.stack.tenant, name).keyStore;
  const format = storeFormat(file, wanted);
  const password = await storePassword(place.cwd, passwordFile);
  const material = await opened.secret(name, credential);
  if (material.kind !== "certificate") throw new UsageError(`${name}'s credential is no certificate`);
  const entry = { ...material, alias: wanted?.alias ?? name };
  writeSecretFile(resolve(place.cwd, file), storeBytes(format, entry, password.value));
  say(readingLine(readingOf(name, credential, material), `the key store ${file} (${formatNames[format]}, 0600)`));
  if (wanted !== undefined && wanted.format !== format)
    say(
      `The vendor's page wants ${formatNames[wanted.format]}, not ${formatNames[format]}: name the file ${wanted.file}.`,
    );
  if (password.from === "new") {
    print(`${password.value}\n`);
    say("This is its password, for the store and for the key: pass it on by another channel, and clear the screen.");
  }
  if (password.from !== "new-file") return [{ kind: "keystore", file }];
  writeSecretFile(resolve(place.cwd, password.file), `${password.value}\n`);
  say(`A new password, for the store and for the key, is in ${password.file} (0600): pass it on by another channel.`);
  return [
    { kind: "keystore", file },
    { kind: "password", file: password.file },
  ];
}

/** Entra and Windows take DER in a `.cer`; everything else is PEM. */
function writeCertificate(pem: string, file: string, place: Place): Made {
  const isDer = /\.(?:cer|der)$/i.test(file);
  const bytes = isDer ? new X509Certificate(pem).raw : pem;
  writeNewFile(resolve(place.cwd, file), bytes, 0o644);
  return { kind: "certificate", file };
}

async function handOverFiles(stack: Stack, name: string, options: Options, place: Place): Promise<void> {
  const resolved = integrationNamed(stack, name);
  assertCertificate(resolved);
  const { keystore, certificate, passwordFile } = options;
  if (keystore !== undefined) assertKeyHere(resolved);
  for (const file of [keystore, certificate]) if (file !== undefined) assertFree(resolve(place.cwd, file));
  if (passwordFile !== undefined && !existsSync(resolve(place.cwd, passwordFile)))
    assertFree(resolve(place.cwd, passwordFile));
  say(worldLine(stack));
  await withOpenedStack(place, stack, say, async (opened) => {
    const { credentials } = outputsNamed(stack, opened.outputs, name);
    const credential = credentialMeant(stack, name, credentials, undefined);
    const made: Made[] = [];
    if (keystore !== undefined) made.push(...(await makeStore(opened, resolved, credential, keystore, options, place)));
    if (certificate !== undefined && credential.certificatePem !== undefined)
      made.push(writeCertificate(credential.certificatePem, certificate, place));
    const { issued } = credential;
    if (options.json)
      print(`${JSON.stringify({ stack: stack.name, integration: name, credential: issued, files: made }, null, 2)}\n`);
    else for (const { file } of made) print(`${file}\n`);
  });
}

/** The secret itself, for a sheet that shows it. */
async function revealed(
  opened: OpenedStack,
  name: string,
): Promise<{ readonly value: string; readonly line: (to: string) => string }> {
  const { stack, outputs } = opened;
  if (heldKind(integrationNamed(stack, name)) === "certificate")
    throw new UsageError(`${name}'s credential is a private key, which no sheet shows: --keystore <file>`);
  const credential = credentialMeant(stack, name, outputsNamed(stack, outputs, name).credentials, undefined);
  const material = await opened.secret(name, credential);
  if (material.kind !== "secret") throw new UsageError(`${name}'s credential is no client secret`);
  return { value: material.value, line: (to) => readingLine(readingOf(name, credential, material), to) };
}

/** @returns the exit code: not all is well where an integration of the file has no sheet yet */
async function handOverSheets(
  stack: Stack,
  names: readonly string[] | undefined,
  format: Format,
  options: Options,
  place: Place,
): Promise<number> {
  const [name] = names ?? [];
  say(worldLine(stack));
  // Loads the providers' packages, which help and a wrong word need not wait for.
  const { fileForms, lateIn, sheetsOf, tenantWithout, writeAll } = await import("../handover/sheets.ts");
  return withOpenedStack(place, stack, say, async (opened) => {
    const { lang, out, reveal } = options;
    const late = name === undefined ? lateIn(stack.tenant, opened.outputs) : new Map<string, string>();
    const tenant = tenantWithout(stack.tenant, [...late.keys()]);
    const finished = () => {
      for (const line of late.values()) say(`No sheet yet, ${upCommand(stack)} first: ${line}`);
      return late.size > 0 ? exits.refused : exits.fine;
    };
    const sheetOptions = {
      stack: stack.name,
      tenantFile: stack.file,
      ...(lang !== undefined && { language: lang }),
    };
    // First without the secret: nothing is read for a sheet that cannot be made.
    let sheets = sheetsOf(tenant, opened.outputs, sheetOptions, names);
    const secret = reveal && name !== undefined ? await revealed(opened, name) : undefined;
    if (secret !== undefined)
      sheets = sheetsOf(tenant, opened.outputs, { ...sheetOptions, revealed: secret.value }, names);
    if (format === "terminal") {
      const { sheetOnTerminal } = await import("../handover/on-terminal.ts");
      const { isTTY, columns } = process.stdout;
      const screen = { columns: Math.min(columns ?? 100, 120), styled: isTTY === true && !process.env.NO_COLOR };
      print([...sheets.values()].map((sheet) => sheetOnTerminal(sheet, screen)).join("\n\n"));
      if (secret !== undefined) say(secret.line("this terminal; clear the screen when it is handed over"));
      return finished();
    }
    const written = ((): ReadonlyMap<string, string> => {
      if (!namesFile(out)) {
        const folder = out === undefined ? join(place.root, "out", "handover", stack.name) : resolve(place.cwd, out);
        return writeAll(sheets, folder, format, name === undefined, [...late.keys()]);
      }
      const path = resolve(place.cwd, out);
      const [[integration, sheet] = []] = sheets;
      if (integration === undefined || sheet === undefined) return new Map();
      const text = fileForms[format].render(sheet);
      if (secret === undefined) writeFileAtomic.sync(path, text);
      else writeSecretFile(path, text);
      return new Map([[integration, path]]);
    })();
    if (secret !== undefined) say(secret.line(`the sheet ${out} (0600)`));
    const shown = [...written].map(([integration, path]) => ({ integration, sheet: relative(place.cwd, path) }));
    print(
      options.json
        ? `${JSON.stringify({ stack: stack.name, sheets: shown }, null, 2)}\n`
        : shown.map(({ sheet }) => `${sheet}\n`).join(""),
    );
    return finished();
  });
}

/** @returns the exit code */
export function handover(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand("handover", "The sheets for the vendors' administrators, from the stack's outputs.", [
      "With an integration the sheet is printed on a terminal; elsewhere, and for all of them, Markdown files are written to",
      "out/handover/<stack>. html is one page that can be mailed and printed; its ticks are remembered by the browser.",
      "Secrets are masked. With --reveal the client secret is read and shown, on a terminal or in a new file with mode 0600.",
      "A key store has one password, for the store and for the key; it is asked for, or in --password-file, never in the call.",
      "Exit codes: 0 written · 1 the stack cannot be read, a file not be made, or an integration is not applied yet ·",
      "            2 called wrongly",
    ]),
  )
    .argument("[integration]", "only this one's sheet")
    .addOption(new Option("--format <form>", "how").choices(["terminal", "markdown", "html"]))
    .option("--out <path>", "a folder, or with an integration a file (.md, .html); out/handover/<stack> when left out")
    .addOption(
      new Option("--lang <language>", "of the sheet's own words; the vendor's page's when left out").choices([
        "en",
        "ja",
      ]),
    )
    .option("--reveal", "show the client secret; with html or markdown it wants --out <file>")
    .option("--keystore <file>", "write the vendor's key store instead: .jks is JKS, .p12 and .pfx are PKCS #12")
    .option("--password-file <file>", "with --keystore: its password, the first line; a file that is not there is made")
    .option("--certificate <file>", "write the public certificate instead: .cer is DER, .pem is PEM")
    .option("--json", "print the paths as one JSON document")
    .action(async (word: string | undefined, options: Options) => {
      const stack = openStack(place, options);
      const names = word === undefined ? undefined : integrationsNamed(stack, word).map(({ name }) => name);
      const isOfOne = options.keystore ?? options.certificate ?? options.reveal ?? namesFile(options.out);
      const name = word !== undefined && isOfOne ? integrationNamed(stack, word).name : names?.[0];
      const format = formatOf(options, name);
      assertCall(options, name, format, place);
      if (name !== undefined && (options.keystore !== undefined || options.certificate !== undefined))
        await handOverFiles(stack, name, options, place);
      else code = await handOverSheets(stack, names, format, options, place);
    });
  return runVerb(command, args, () => code);
}
