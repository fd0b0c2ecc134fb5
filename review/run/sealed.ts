/**
 * Loaded before whatever runs confined: takes away what Node's permissions let pass. A diagnostic report of a fatal error is
 * written wherever the process says, and signals reach every process of the user.
 *
 * `node:sqlite` writes files likewise; a flag leaves it out (process.ts).
 */

function denied(): never {
  throw Object.assign(new Error("a confined program may not do this"), { code: "ERR_ACCESS_DENIED" });
}

for (const name of ["report", "kill", "_kill", "_debugProcess", "_debugEnd", "abort", "execve"])
  Object.defineProperty(process, name, {
    get: name === "report" ? () => undefined : () => denied,
    set: denied,
    configurable: false,
  });
