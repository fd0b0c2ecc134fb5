import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** For the clients of this process what NODE_EXTRA_CA_CERTS is for a process that starts: these authorities beside Node's own. */
export function trustOnly(...certificates: readonly string[]): void {
  setDefaultCACertificates([...getCACertificates("bundled"), ...certificates]);
}
