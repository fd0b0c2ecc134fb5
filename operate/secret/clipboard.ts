/** The clipboard of the machine. The text goes in through stdin: a command line is seen by everybody on the machine. */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { OperationError } from "../errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that takes the clipboard's text on stdin. */
interface Clipboard {
  readonly program: string;
  readonly args: readonly string[];
}

/** In the order in which they are tried. A graphical session is known by its variable; WSL by its program. */
function candidates(platform: NodeJS.Platform, { WAYLAND_DISPLAY, DISPLAY }: Environment): readonly Clipboard[] {
  if (platform === "darwin") return [{ program: "pbcopy", args: [] }];
  if (platform === "win32") return [{ program: "clip.exe", args: [] }];
  return [
    ...(WAYLAND_DISPLAY ? [{ program: "wl-copy", args: [] }] : []),
    ...(DISPLAY
      ? [
          { program: "xclip", args: ["-selection", "clipboard"] },
          { program: "xsel", args: ["--clipboard", "--input"] },
        ]
      : []),
    { program: "clip.exe", args: [] },
  ];
}

function isThere(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The clipboard's program. @throws OperationError naming what is looked for, where there is none */
export function clipboardOf(platform: NodeJS.Platform, environment: Environment): Clipboard {
  const known = candidates(platform, environment);
  const found = known.find(({ program }) => isThere(program, environment.PATH ?? ""));
  if (found) return found;
  const names = known.map(({ program }) => program).join(", ");
  const display = environment.WAYLAND_DISPLAY || environment.DISPLAY ? "" : ", and there is no graphical session";
  throw new OperationError(
    `there is no clipboard here: looked for ${names} on PATH${platform === "linux" ? display : ""}. Write --out <file> instead.`,
  );
}

/** Puts a text there. @throws OperationError in the program's words, which do not hold the text */
export async function copy({ program, args }: Clipboard, text: string, environment: Environment): Promise<void> {
  // What keeps the selection goes on running after the program has ended; it must not hold this process's streams.
  const child = spawn(program, args, { stdio: ["pipe", "ignore", "ignore"], env: environment });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  child.stdin.on("error", () => {}); // the exit code says that it failed
  child.stdin.end(text);
  const code = await ended.catch((error: Error) => error.message);
  if (code !== 0) throw new OperationError(`${program} did not take the text (${code}): nothing is in the clipboard`);
}
