/** The certificate of the metadata document, the one part the azuread provider fetches over TLS only. */
import { createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

/** PEM texts for the server, and the file that makes clients trust it (`SSL_CERT_FILE`, `NODE_EXTRA_CA_CERTS`). */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  readonly certificateFile: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** Self-signed for this computer alone. The dates are fixed, so that no clock decides whether the simulation starts. */
async function newCertificate(): Promise<{ key: string; certificate: string }> {
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: "CN=localhost",
      notBefore: new Date("2020-01-01T00:00:00Z"),
      notAfter: new Date("2049-12-31T00:00:00Z"),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.SubjectAlternativeNameExtension([
          { type: "dns", value: "localhost" },
          { type: "ip", value: "127.0.0.1" },
        ]),
      ],
    },
    webcrypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join("\n")}\n-----END PRIVATE KEY-----\n`;
  return { key, certificate: `${certificate.toString("pem")}\n` };
}

/** True where both files are there and belong together; a full disk cuts one off. */
function isWhole(certificateFile: string, keyFile: string): boolean {
  if (!existsSync(certificateFile) || !existsSync(keyFile)) return false;
  try {
    return new X509Certificate(readFileSync(certificateFile)).checkPrivateKey(createPrivateKey(readFileSync(keyFile)));
  } catch {
    return false;
  }
}

/** The certificate of a folder; made once and kept there, and anew where it was cut off. */
export async function serverCertificate(folder: string): Promise<ServerCertificate> {
  const certificateFile = join(folder, "metadata-certificate.pem");
  const keyFile = join(folder, "metadata-key.pem");
  if (!isWhole(certificateFile, keyFile)) {
    const { key, certificate } = await newCertificate();
    writeFileAtomic.sync(keyFile, key, { mode: 0o600 });
    writeFileAtomic.sync(certificateFile, certificate, { mode: 0o600 });
  }
  return { key: readFileSync(keyFile, "utf8"), certificate: readFileSync(certificateFile, "utf8"), certificateFile };
}
