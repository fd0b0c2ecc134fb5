/**
 * `./integrations secret`: one credential, read for whoever hands it over. It goes to the terminal, into the clipboard or
 * into a file of its owner's alone, and each reading is said.
 */
import { isAbsolute, relative, resolve } from "node:path";
import { UsageError } from "../errors.ts";
import { assertKeyHere, heldKind } from "../held-credential.ts";
import { integrationNamed } from "../named.ts";
import { outputsNamed, withOpenedStack } from "../opened.ts";
import { clipboardOf, copy } from "../secret/clipboard.ts";
import { credentialMeant } from "../secret/credential.ts";
import { assertFree, writeSecretFile } from "../secret/file.ts";
import type { SecretMaterial } from "../secret/material.ts";
import { readingLine, readingOf } from "../secret/reading.ts";
import { openStack, type Place, type StackOptions, worldLine } from "../stack.ts";
import { answerJson, exits, runVerb, say, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly credential?: string;
  readonly clipboard?: true;
  readonly out?: string;
  readonly json?: true;
}

/** Where the secret goes. `file` is as the person wrote it. */
type Target =
  | { readonly kind: "terminal" }
  | { readonly kind: "clipboard"; readonly clipboard: ReturnType<typeof clipboardOf> }
  | { readonly kind: "file"; readonly file: string };

/** What is possible, before anything is read. */
interface Possible {
  readonly place: Place;
  readonly kind: "secret" | "certificate";
  readonly isTerminal: boolean;
}

/** @throws UsageError, OperationError with what is possible instead */
function targetOf(integration: string, options: Options, { place, kind, isTerminal }: Possible): Target {
  const { clipboard, out, json } = options;
  if (clipboard && out !== undefined) throw new UsageError("--clipboard and --out: which of the two?");
  if (out !== undefined) {
    assertFree(resolve(place.cwd, out));
    return { kind: "file", file: out };
  }
  if (kind === "certificate")
    throw new UsageError(`${integration}'s credential is a private key, and that goes into a file: --out <file>`);
  if (clipboard) return { kind: "clipboard", clipboard: clipboardOf(process.platform, process.env) };
  if (json)
    throw new UsageError(
      "--json tells of the reading and holds no secret: say where that goes, --out <file> or --clipboard",
    );
  if (isTerminal) return { kind: "terminal" };
  throw new UsageError(
    "stdout is no terminal, and what goes through a pipe ends in files and logs that others read. Write --out <file>, which nobody else can read, or --clipboard.",
  );
}

/** True for a path inside of the checkout that version control would take up. */
function isUnderControl(place: Place, file: string): boolean {
  const path = relative(place.root, resolve(place.cwd, file));
  return !path.startsWith("..") && !isAbsolute(path) && !/^(?:out|\.simulated)[/\\]/.test(path);
}

async function deliver(target: Target, material: SecretMaterial, place: Place): Promise<string> {
  const text = material.kind === "secret" ? material.value : material.privateKeyPem;
  switch (target.kind) {
    case "file":
      writeSecretFile(resolve(place.cwd, target.file), text);
      return `the file ${target.file} (0600)`;
    case "clipboard":
      await copy(target.clipboard, text, process.env);
      return "the clipboard; paste it, then copy something else";
    case "terminal":
      process.stdout.write(`${text}\n`);
      return "this terminal; clear the screen when it is handed over";
  }
}

/** @returns the exit code */
export function secret(args: readonly string[], place: Place): Promise<number> {
  const command = withStack(
    verbCommand("secret", "Reads one credential: the newest of the integration, or a named one.", [
      "It comes from the vault that keeps it (whoever reads needs the role Key Vault Secrets User), or from the stack's state.",
      "To a terminal it is printed; a pipe is refused. Each reading is said on stderr: who, what, when; never the value.",
      "Of a certificate it is the private key (PKCS #8, PEM), and that goes into a file alone; handover --certificate and",
      "--keystore write the rest.",
      "Exit codes: 0 read · 1 the stack, the vault or the credential cannot be read, or the file not be made · 2 called wrongly",
    ]),
  )
    .argument("<integration>", "whose credential")
    .option("--credential <issued>", "the credential of that name, as the tenant's file has it in `issued`")
    .option("--clipboard", "into the clipboard, through pbcopy, wl-copy, xclip, xsel or clip.exe")
    .option("--out <file>", "into a new file with mode 0600, without a line break at its end")
    .option("--json", "print who read what, without the secret; goes with --out or --clipboard")
    .action(async (word: string, options: Options) => {
      const stack = openStack(place, options);
      const resolved = integrationNamed(stack, word);
      const { name } = resolved;
      const kind = heldKind(resolved, options.credential);
      assertKeyHere(resolved, options.credential);
      const isTerminal = process.stdout.isTTY === true;
      const target = targetOf(name, options, { place, kind, isTerminal });
      say(worldLine(stack));
      await withOpenedStack(place, stack, say, async (opened) => {
        const { credentials } = outputsNamed(stack, opened.outputs, name);
        const credential = credentialMeant(stack, name, credentials, options.credential);
        const material = await opened.secret(name, credential);
        const to = await deliver(target, material, place);
        const reading = readingOf(name, credential, material);
        say(readingLine(reading, to));
        if (target.kind === "file" && isUnderControl(place, target.file))
          say(`${target.file} lies in the checkout, one \`git add\` away from everybody: move it out.`);
        if (options.json) {
          const { kind, from, readBy = null } = material;
          const { by, at } = reading;
          const place = target.kind === "file" ? { file: target.file } : target.kind;
          const { issued, expires, keyId } = credential;
          const document = {
            stack: stack.name,
            integration: name,
            credential: issued,
            expires,
            keyId,
            kind,
            from,
            by,
            readBy,
            at,
            to: place,
          };
          answerJson(document);
        }
      });
    });
  return runVerb(command, args, () => exits.fine);
}
