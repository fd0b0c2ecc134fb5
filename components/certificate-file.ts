/** The file of a public certificate that a line of the tenant's file names: inside the checkout, and nothing else. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { shown } from "./faults.ts";
import { type PublicCertificate, readCertificate } from "./public-certificate.ts";

/** Reads what a line of `credentials` names as its certificate: the certificate, or what is wrong in one clause. */
export type CertificateReader = (written: string) => PublicCertificate | string;

/** A certificate has one or two kilobytes; a whole chain with its text a few dozen. */
const largest = 128 * 1024;

const form = "write the path of its file, relative to the tenant's file: certificates/<name>.pem";

/** What is no path of a file in the checkout. */
function pathFault(written: string): string | undefined {
  if (written.trim() === "") return `is empty; ${form}`;
  if (written.includes("-----BEGIN")) return `holds the certificate's text; put it into a file of its own and ${form}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written))
    return `${shown(written)} is an address; put the file into the checkout and ${form}`;
  if (/^(?:[0-9a-f]{2}[:-]?){20}(?:(?:[0-9a-f]{2}[:-]?){12})?$/i.test(written))
    return `${shown(written)} is a thumbprint; ${form}`;
  if (isAbsolute(written) || /^(?:[a-z]:|\\|~)/i.test(written))
    return `${shown(written)} is a path of one machine; put the file into the checkout and ${form}`;
  if (written.includes("\\")) return `${shown(written)} has backslashes; write / between folders`;
  if (/[\p{Cc}\p{Cf}]/u.test(written)) return `${shown(written)} holds a character that nobody sees; ${form}`;
  return undefined;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The checkout where the tenant's file stands in it; else the file's own folder. */
function limitOf(folder: string): string {
  const checkout = resolve(import.meta.dirname, "..");
  const real = realpathSync.native(folder);
  const root = realpathSync.native(checkout);
  return isInside(root, real) ? root : real;
}

function read(folder: string, written: string): PublicCertificate | string {
  const fault = pathFault(written);
  if (fault !== undefined) return fault;
  const path = resolve(folder, written);
  try {
    const limit = limitOf(folder);
    if (!isInside(limit, resolve(realpathSync.native(folder), written)))
      return `${shown(written)} leads out of the checkout; put the file into it`;
    const real = realpathSync.native(path);
    if (!isInside(limit, real))
      return `${shown(written)} is a link that leads out of the checkout; put the file itself there`;
    const stat = statSync(real);
    if (stat.isDirectory()) return `${shown(written)} is a folder; name the file in it`;
    if (!stat.isFile()) return `${shown(written)} is no file`;
    if (stat.size > largest) return `${shown(written)} has ${stat.size} bytes; a certificate has a few thousand`;
    const found = readCertificate(readFileSync(real));
    return typeof found === "string" ? `${shown(written)} ${found}` : found;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR")
      return `${shown(written)} does not exist beside the tenant's file; ${form}`;
    if (code === "EACCES" || code === "EPERM" || code === "ERR_ACCESS_DENIED")
      return `${shown(written)} may not be read by you; give yourself the right (chmod u+r)`;
    return `${shown(written)} cannot be read (${code ?? "unknown"})`;
  }
}

/** Reads the certificates that a tenant's file names; each file once. @param file the tenant's file */
export function certificatesBeside(file: string): CertificateReader {
  const folder = dirname(resolve(file));
  const known = new Map<string, PublicCertificate | string>();
  return (written) => {
    const found = known.get(written) ?? read(folder, written);
    known.set(written, found);
    return found;
  };
}

/** In a program the line holds the certificate itself: there is no file that its path could be relative to. */
export const certificateAsWritten: CertificateReader = (written) => {
  const found = readCertificate(Buffer.from(written));
  return typeof found === "string" ? `${found} (a program gives the certificate's text, in PEM)` : found;
};
