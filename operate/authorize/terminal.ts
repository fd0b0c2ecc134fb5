/** The person at this terminal, and the browser of this machine. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Person } from "./flow.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The command that opens an address; undefined where there is no screen to open it on. It names what anybody on the machine
 * may read: a code that somebody else asked for could not be redeemed, since the verifier stays here.
 */
export function browserCommand(platform: NodeJS.Platform, env: Environment): readonly string[] | undefined {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  if (env.WSL_DISTRO_NAME) return ["wslview"];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ["xdg-open"] : undefined;
}

function started(command: readonly string[], url: string): Promise<boolean> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

/** More than any address that Entra sends a browser to. */
const longestLine = 64 * 1024;

/** One line of a pipe or a file; empty at its end, and where no line comes to an end. */
function linePiped(signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  return new Promise((resolve) => {
    let text = "";
    const end = (line: string) => {
      stdin.pause();
      resolve(line);
    };
    stdin.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const [line = "", ...rest] = text.split("\n");
      if (rest.length > 0) end(line);
      else if (text.length > longestLine) end("");
    });
    stdin.once("end", () => end(text));
    signal.addEventListener("abort", () => end(""), { once: true });
  });
}

/** One line that is typed or pasted at a terminal, which may be longer than the terminal's own line. */
function lineTyped(signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  return new Promise((resolve) => {
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    // Ctrl-C and Ctrl-D end it as well.
    lines.once("close", () => resolve(""));
    signal.addEventListener("abort", () => lines.close(), { once: true });
  });
}

/** @param open false: the address is printed and nothing else */
export function personAt(open: boolean, say: (line: string) => void): Person {
  const command = open ? browserCommand(process.platform, process.env) : undefined;
  return {
    browse: async (url) => command !== undefined && started(command, url),
    pasted: process.stdin.isTTY === true ? lineTyped : linePiped,
    say,
  };
}
