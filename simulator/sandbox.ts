/**
 * The sandbox for one command of the CLI: its folder is locked and its tenant runs until `close`.
 */
import { join } from "node:path";
import type { Say } from "../engine/install.ts";
import { lockFolder } from "./lock.ts";
import { type Session, startSession } from "./session.ts";

/** Opens the checkout's sandbox. @throws where another run holds it, or the engine cannot be built */
export async function openSandbox(options: {
  readonly root: string;
  readonly stack: string;
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly say: Say;
}): Promise<Pick<Session, "env" | "close">> {
  const { root } = options;
  const folder = join(root, ".simulated");
  const unlock = lockFolder(folder);
  try {
    const session = await startSession({
      ...options,
      folder,
      plugins: "stand-in",
      log: join(root, "out", "pulumi.log"),
    });
    return {
      env: session.env,
      close: async () => {
        await session.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
