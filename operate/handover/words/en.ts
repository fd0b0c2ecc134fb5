/** A sheet in English. */
import { plural } from "../../../components/plural.ts";
import type { SheetWords } from "./sheet-words.ts";

export const en: SheetWords = {
  title: "hand-over sheet",
  facts: {
    integration: "Integration",
    purpose: "What it is for",
    contact: "Contact",
    ticket: "Ticket",
    secretReader: "Reads the credential",
    partOf: "Linked applications",
    signsIn: "May sign in",
    serviceReference: "Entry in the register of services",
    page: "Vendor's page",
    tenant: "Tenant",
    permissionSet: "Permission set",
    directoryRoles: "Directory roles",
    application: "Application",
    clientId: "Application (client) ID",
    identifierUri: "Application ID URI (Expose an API)",
    exposedScopes: "Scopes defined by this API",
    credential: "Credential",
    lastValidDay: "Last valid day",
  },
  secretKind: "client secret",
  certificateKind: "certificate",
  federatedKind: "federated credential",
  sandbox:
    "**Sandbox:** this tenant is simulated on one machine. The sheet is an example: its commands for Azure and Exchange Online find nothing, and no vendor knows its values.",
  partOf: (entry, others) =>
    others.length === 0 ? entry : `${entry}: this one, and with a sheet of their own ${others.join(", ")}`,
  signsIn: (people, stillOpen) =>
    [
      ...people.map(({ role, users, groups }) => {
        const named = [
          ...(users > 0 ? [plural(users, "named user")] : []),
          ...(groups.length > 0
            ? [`the direct members of ${groups.join(", ")} (Entra ID P1; members of a group inside it do not count)`]
            : []),
        ].join(" and ");
        return role === undefined ? named : `${role}: ${named}`;
      }),
      ...(stillOpen ? ["everyone else too, until a later change"] : ["anybody else is refused (AADSTS50105)"]),
    ].join("; "),
  suspended: (since, reason) =>
    `**Suspended since ${since}** (${reason}): Entra gives out no new tokens. No step below will succeed.`,
  leaving: "**Leaving:** this integration is about to be removed. Go to “How to leave”.",
  replaces: (older) =>
    `**Renewal:** this credential replaces ${older}, which stays valid meanwhile. Go to “How to renew”.`,
  contact: "the contact named above",
  sender: "whoever gave you this sheet",
  who: { heading: "Who acts", who: "Who", role: "Role", does: "Does" },
  acts: (who) => `*${who}:*`,
  done: {
    heading: "What the stack has done",
    summary: (count) => `${plural(count, "step")}, nothing left to do`,
  },
  credential: {
    heading: "The credential",
    secret: "The secret is not on this sheet.",
    privateKey: "The private key is not on this sheet.",
    readsSecret: (who) =>
      `${who} reads it with the command below and hands it over separately, never together with this sheet.`,
    readsKey: (who) => `${who} reads it with the commands below.`,
    whoeverMay: "Whoever may read it",
    nobody: (path, file) => `**Nobody is named who may read it:** ${path} is missing in ${file}.`,
    inVault: (vault, name) =>
      `Key Vault ${vault} keeps it as the secret ${name}. With the Azure CLI, signed in by \`az login\` as somebody who may read secrets there (role Key Vault Secrets User):`,
    inState:
      "The stack's state keeps it. In the project's folder, with access to the state and to the stack's secrets provider:",
    onScreen:
      "The secret appears on the screen: run the command where nobody looks on and nothing is recorded, and clear the screen afterwards.",
    files: (thumbprint, contact) =>
      `The commands write key.pem and cert.pem into a new folder that only you can read, print its name and stay in it. The last line must end with ${thumbprint}; otherwise it is another certificate: stop and tell ${contact}.`,
    shorter: "Where the project is checked out, one command does the same and says who has read it:",
    keyStore: (format, step) =>
      `Where the project is checked out, one command makes the key store (${format}) of step ${step} itself, without openssl and keytool. Store and key then have one password, and the certificate is checked:`,
    pointer: (kind) => `see “The credential${kind && `: ${kind}`}”`,
    below: "below",
    elsewhere: (holder) =>
      `Nothing is handed over. ${holder} made the private key, keeps it, and makes the next one; neither the stack's state nor a vault has it. Entra knows the certificate below. Whoever installs the key first makes sure that it is this one's:`,
    unnamedHolder: "Whoever made the certificate (the file does not name them: `keyHolder`)",
    sameCertificate: (thumbprint, contact) =>
      `The line must end with ${thumbprint}; otherwise it is another certificate, and Entra refuses it (AADSTS700027): stop and tell ${contact}.`,
  },
  trust: {
    heading: "Who signs in without a secret",
    intro:
      "No secret is handed over and none ends. Entra believes a token of this issuer for this subject, letter by letter: whoever can get one signs in as the application.",
    name: "Name",
    issuer: "Issuer (`iss`)",
    subject: "Subject (`sub`)",
    audience: "Audience (`aud`)",
  },
  steps: "Steps",
  byStack: (steps) => `Done by the stack: ${steps}.`,
  notOnPage: "The vendor's page presupposes this part or leaves it out.",
  form: { label: "Field", value: "Value", note: "Note" },
  or: (one, other) => `${one}<br>or ${other}`,
  choose: (entry) => `choose ${entry}`,
  tick: "tick",
  noTick: "leave unticked",
  blank: "leave blank",
  expect: "You will see",
  advice: "Our advice",
  exchange: {
    heading: "Exchange Online script",
    intro:
      "Comes before the steps. An Exchange administrator runs it once in PowerShell, and again when a mailbox is added. It gives the service principal its rights on these mailboxes and no others.",
    limited: (roles, mailboxes) =>
      `In Entra the application is not granted these: it has the roles ${roles} in Exchange Online, on ${mailboxes} alone. Whoever runs the script is a member of Organization Management. Nothing reaches a mailbox before; a role takes effect within two hours, and the script's last table tells at once whether each is in scope.`,
  },
  opened: {
    heading: "What a person opens",
    sites: (names) =>
      `${names}: the consent opens no site by itself. A SharePoint administrator grants each one, with the least role that the vendor needs (read, write, owner, fullcontrol):`,
    meetings: (names) =>
      `${names}: the consent opens nobody's meetings by itself. A Teams administrator names the application in a policy and grants it to each organiser:`,
    roleGroup: (names) =>
      `${names}: the permission opens nothing until the application has a role. An Exchange administrator puts it into a role group that holds only what the vendor needs:`,
  },
  tenantNeeds: { heading: "What the tenant must have", shows: "shows it", opens: "sees to it" },
  proof: { heading: "What proves success", expected: "Expected on the way, no fault:" },
  errors: {
    heading: "If an error appears",
    intro: "Look for the code in the message or in the product's log.",
    where: {
      application: "When the product signs in",
      person: "When a person signs in",
      call: "In a call to Microsoft 365",
      mail: "At the mail server",
    },
    head: ["Code", "What it means", "What to do"],
    stop: ".",
  },
  places: {
    heading: "Where the credential is typed",
    intro: "Tick each place once the new credential is saved there:",
    confirm: (contact, path, file) =>
      `When all are ticked and success is shown, tell ${contact}: \`confirmed: <the day>\` then goes to ${path} in ${file}. Only then may an older credential go.`,
    confirmed: (day) => `Confirmed on ${day}.`,
  },
  validity: {
    heading: "Until when",
    lastValidDay: "Last valid day (UTC)",
    firstDeadDay: "Refused from",
    renewBy: "Renewed by, at the latest",
    monthsBefore: (day, months, expires) =>
      `${day} (${plural(months, "month")} before ${expires}, as the vendor's page asks)`,
    breaks: "What breaks then",
    certificate: "The certificate itself names a later end. Entra goes by the date above.",
    elsewhere: "Entra goes by the date above, whatever end the certificate itself names.",
  },
  renewal: {
    heading: "How to renew",
    intro:
      "A new credential comes with a change of the tenant's file and a new sheet. The old one stays valid until every place is ticked.",
    exception: (entry) =>
      `For whoever writes that change: the page's lifetime is longer than the rules allow, and an exception holds for one credential only. The new line needs its own under \`exceptions\`: ${entry}.`,
  },
  vendorsOwnApplication: {
    credential: "none here: the vendor signs in with its own application",
    application: (name) => `${name} (the vendor's own)`,
    heading: "What is granted, and until when",
    granted: "Consented to in this tenant. Where a page of Entra ID asks for more than this, stop and ask first:",
    none: "Nothing is consented to.",
    delegated: "on behalf of whoever signs in",
    forApplication: "without any user present",
    untilWhen:
      "It has no end: there is no credential on this side that would run out, be renewed or be withdrawn. The vendor looks after its own.",
    stops: "What stops when it may no longer sign in",
    suspend: (path, file) => `What ends its access at once is ${path} in ${file}.`,
  },
  undo: {
    heading: "How to leave",
    intro: "In this order:",
    exchange: "To take back the rights on the mailboxes:",
    by: (who, step) => `**${who}:** ${step}`,
  },
  unsaid: {
    heading: "What the definition does not say",
    intro: (file) => `The definition of this product (${file}) was written by your own people. It leaves open:`,
  },
  vendorsOwn: "The vendor's labels and steps are in Japanese, as on its page and its screens.",
  revealed:
    "**This sheet shows the secret in the clear.** Pass it on to nobody but the person who types it in, and delete it then.",
  page: {
    contents: "On this sheet",
    copy: "Copy",
    copied: "Copied",
    ticked: (count, of) => `${count} of ${of} ticked`,
    reset: "Clear ticks",
  },
};
