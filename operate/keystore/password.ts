/** The password of a key store: from a file, from the terminal without an echo, or a new one. Never from the command line. */
import { randomInt } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { ReadStream } from "node:tty";
import { OperationError, UsageError } from "../errors.ts";

/** Where a password comes from, and where a new one goes. */
export type StorePassword =
  | { readonly from: "person"; readonly value: string }
  /** A new one that a person is shown. */
  | { readonly from: "new"; readonly value: string }
  /** A new one for a file that is not there yet. */
  | { readonly from: "new-file"; readonly value: string; readonly file: string };

/** keytool's least; and characters that all programs write alike. */
const allowed = /^[\x20-\x7e]{6,}$/;
const rule = "at least 6 characters, of ASCII";

/** Without letters and digits that look like others: somebody may have to type it. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** 24 characters, 118 bits, in groups of four. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: 6 }, group).join("-");
}

/** The file's first line; a new password where there is no file. @throws UsageError where it holds none that will do */
export function passwordIn(cwd: string, file: string): StorePassword {
  const path = resolve(cwd, file);
  if (!existsSync(path)) return { from: "new-file", value: newPassword(), file };
  if (!statSync(path).isFile()) throw new UsageError(`${file} is no file`);
  const [value = ""] = readFileSync(path, "utf8").split(/\r?\n/);
  if (allowed.test(value)) return { from: "person", value };
  throw new UsageError(`the first line of ${relative(cwd, path) || file} is no password for a key store: ${rule}`);
}

/** Asks at the terminal; what is typed is not shown. */
function hidden(input: ReadStream, prompt: string): Promise<string> {
  // Before the prompt: nobody's first letters show.
  input.setRawMode(true);
  input.setEncoding("utf8").resume();
  process.stderr.write(prompt);
  return new Promise((done, failed) => {
    let typed = "";
    const end = () => {
      input.off("data", take).setRawMode(false).pause();
      process.stderr.write("\n");
    };
    const take = (text: string) => {
      for (const character of text) {
        if (character === "\r" || character === "\n" || character === "\u0004") {
          end();
          return done(typed);
        }
        if (character === "\u0003") {
          end();
          return failed(new OperationError("Ended: nothing was read, nothing was written."));
        }
        typed = character === "\u007f" || character === "\b" ? typed.slice(0, -1) : typed + character;
      }
    };
    input.on("data", take);
  });
}

/** Asks twice; nothing typed is a new password. */
async function asked(input: ReadStream): Promise<StorePassword> {
  const value = await hidden(input, `Password of the key store (${rule}; Enter alone: a new one is made): `);
  if (value === "") return { from: "new", value: newPassword() };
  if (!allowed.test(value)) throw new OperationError(`That is no password for a key store: ${rule}.`);
  if ((await hidden(input, "Again: ")) === value) return { from: "person", value };
  throw new OperationError("The two are not the same: nothing was written.");
}

/**
 * @param file of the option `--password-file`
 * @throws UsageError where there is neither a file nor a terminal to ask at and to show a new one on
 */
export async function storePassword(cwd: string, file: string | undefined): Promise<StorePassword> {
  if (file !== undefined) return passwordIn(cwd, file);
  if (process.stdin.isTTY && process.stdout.isTTY) return asked(process.stdin);
  throw new UsageError(
    "There is no terminal to ask for the key store's password: --password-file <file>; one that is not there yet is made, with a new password.",
  );
}
