/** A session of the dev stack in a folder of its own, for one measurement; the folder goes when the work has ended. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Session, startSession } from "../sandbox/session.ts";

/** The newest `issued` of tenants/dev.yaml. */
const sandboxDay = "2026-11-21";

/** @param projectIn makes another project than the checkout's in the folder, and answers where */
export async function inSession<T>(
  root: string,
  work: (session: Session) => Promise<T>,
  projectIn?: (folder: string) => string,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const session = await startSession({
    root,
    ...(projectIn && { project: projectIn(folder) }),
    folder: join(folder, "home"),
    stack: "dev",
    today: sandboxDay,
    plugins: "stand-in",
    inherited: process.env,
    say: () => {},
    log: join(folder, "log"),
  });
  try {
    return await work(session);
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
