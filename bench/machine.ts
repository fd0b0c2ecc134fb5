/**
 * The line that every benchmark begins with: figures mean nothing without the machine.
 */
import { cpus, totalmem } from "node:os";

/** `2 × Intel … · 24 GiB · Node 24.21.0`. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? "unknown"} · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.versions.node}`;
}
