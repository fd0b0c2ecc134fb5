/** tls.PrivateKey: it lives in the state alone. RSA only, which is what the project uses. */
import { generateKeyPair, randomInt } from "node:crypto";
import { promisify } from "node:util";
import type { ResourceKind } from "../kind.ts";
import type { Properties } from "../properties.ts";
import type { Clock } from "./clock.ts";
import { notImportable } from "./not-importable.ts";
import { keyId, privateForms, publicForms } from "./rsa-key.ts";

const defaultBits = 2048;
const generate = promisify(generateKeyPair);

/** The kind `tls.PrivateKey`. */
export const privateKey: ResourceKind<Clock> = {
  type: "tls:index/privateKey:PrivateKey",
  inputs: ["algorithm", "rsaBits"],
  required: ["algorithm"],
  forceNew: ["algorithm", "rsaBits"],
  computed: [
    "ecdsaCurve",
    "privateKeyOpenssh",
    "privateKeyPem",
    "privateKeyPemPkcs8",
    "publicKeyFingerprintMd5",
    "publicKeyFingerprintSha256",
    "publicKeyOpenssh",
    "publicKeyPem",
  ],
  secretOutputs: ["privateKeyOpenssh", "privateKeyPem", "privateKeyPemPkcs8"],
  kept: [],
  sets: [],
  defaults: { rsaBits: defaultBits },
  faults: ({ algorithm }) =>
    algorithm === undefined || algorithm === "RSA"
      ? []
      : [{ property: "algorithm", reason: `the stand-in for tls makes RSA keys only, not ${String(algorithm)}` }],
  create: async (_clock, inputs) => {
    const rsaBits = typeof inputs.rsaBits === "number" ? inputs.rsaBits : defaultBits;
    const pair = await generate("rsa", { modulusLength: rsaBits });
    const outputs: Properties = {
      algorithm: "RSA",
      ecdsaCurve: "P224",
      rsaBits,
      ...privateForms(pair.privateKey, pair.publicKey, randomInt(2 ** 32)),
      ...publicForms(pair.publicKey),
    };
    return { id: keyId(pair.publicKey), outputs };
  },
  read: async (_clock, id, prior) => fromState(id, prior),
  delete: async () => {},
};

/** It exists in the state alone, so it is read from there. @throws when there is no state: it cannot be imported. */
function fromState(id: string, prior: Properties) {
  if (prior.privateKeyPem === undefined) throw new Error(notImportable);
  return { id, outputs: prior };
}
