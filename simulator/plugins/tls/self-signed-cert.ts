/** tls.SelfSignedCert: a real X.509 certificate that lives in the state alone, and is replaced once it has expired. */
import { type Live, type ResourceKind, requiredText, texts } from "../kind.ts";
import { isObject, type Properties } from "../properties.ts";
import { extendedKeyUsages, keyUsages } from "./allowed-uses.ts";
import { issueCertificate } from "./certificate.ts";
import { type Clock, timestamp } from "./clock.ts";
import { notImportable } from "./not-importable.ts";

const hourMs = 3_600_000;
const fixedInputs = ["allowedUses", "privateKeyPem", "subject", "validityPeriodHours"];

/** The kind `tls.SelfSignedCert`. Names beside the subject (dnsNames and the like) are left out: nothing here asks for them. */
export const selfSignedCert: ResourceKind<Clock> = {
  type: "tls:index/selfSignedCert:SelfSignedCert",
  inputs: [...fixedInputs, "earlyRenewalHours"],
  required: ["allowedUses", "privateKeyPem", "validityPeriodHours"],
  forceNew: fixedInputs,
  computed: ["certPem", "keyAlgorithm", "readyForRenewal", "validityEndTime", "validityStartTime"],
  secretOutputs: ["privateKeyPem"],
  kept: ["allowedUses", "earlyRenewalHours", "privateKeyPem", "subject", "validityPeriodHours"],
  sets: [],
  defaults: {},
  faults: (inputs) =>
    texts(inputs.allowedUses)
      .filter((use) => !(use in keyUsages) && !(use in extendedKeyUsages))
      .map((use) => ({ property: "allowedUses", reason: `the stand-in for tls does not know the use "${use}"` })),
  outdated: (clock, outputs) => (isDue(clock, outputs) ? ["readyForRenewal"] : []),
  create,
  read: async (clock, id, prior) => ({ id, outputs: { ...prior, readyForRenewal: isDue(clock, fromState(prior)) } }),
  update: async (clock, id, inputs, prior) => {
    const outputs: Properties = { ...prior, earlyRenewalHours: inputs.earlyRenewalHours ?? 0 };
    return { id, outputs: { ...outputs, readyForRenewal: isDue(clock, outputs) } };
  },
  delete: async () => {},
};

async function create(clock: Clock, inputs: Properties): Promise<Live> {
  const { subject } = inputs;
  const hours = Number(inputs.validityPeriodHours);
  const start = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
  const end = new Date(start.getTime() + hours * hourMs);
  const certificate = await issueCertificate({
    privateKeyPem: requiredText(inputs, "privateKeyPem"),
    subject: isObject(subject) ? subject : {},
    start,
    end,
    allowedUses: texts(inputs.allowedUses),
  });
  const outputs: Properties = {
    certPem: certificate.pem,
    earlyRenewalHours: inputs.earlyRenewalHours ?? 0,
    keyAlgorithm: "RSA",
    readyForRenewal: false,
    validityStartTime: timestamp(start),
    validityEndTime: timestamp(end),
  };
  return { id: certificate.serialNumber, outputs };
}

/** True once the certificate has expired, or will within `earlyRenewalHours`. */
function isDue(clock: Clock, outputs: Properties): boolean {
  const end = Date.parse(String(outputs.validityEndTime ?? ""));
  const early = Number(outputs.earlyRenewalHours ?? 0) * hourMs;
  return Number.isFinite(end) && clock.now().getTime() >= end - early;
}

/** It exists in the state alone, so it is read from there. @throws when there is no state: it cannot be imported. */
function fromState(prior: Properties): Properties {
  if (prior.certPem === undefined) throw new Error(notImportable);
  return prior;
}
