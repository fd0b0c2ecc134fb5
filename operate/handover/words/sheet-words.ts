/** What each language has words for on a sheet. */
import type { Where } from "../../error-codes/code.ts";

/** People who may sign in. */
export interface NamedPeople {
  /** The product's own role that they have; absent where it has none. */
  readonly role?: string;
  readonly users: number;
  readonly groups: readonly string[];
}

/** Headings, labels and sentences of a sheet. Arguments are Markdown already. */
export interface SheetWords {
  /** IANA name of the time zone that readers of this language most likely live in; absent: no single one. */
  readonly timeZone?: string;
  readonly title: string;
  readonly facts: {
    readonly integration: string;
    readonly purpose: string;
    readonly contact: string;
    readonly ticket: string;
    readonly secretReader: string;
    readonly partOf: string;
    /** Who may sign in: users and groups by how many, everyone left out. */
    readonly signsIn: string;
    readonly serviceReference: string;
    readonly page: string;
    readonly tenant: string;
    readonly permissionSet: string;
    readonly directoryRoles: string;
    readonly application: string;
    readonly clientId: string;
    readonly identifierUri: string;
    readonly exposedScopes: string;
    readonly credential: string;
    readonly lastValidDay: string;
  };
  readonly secretKind: string;
  readonly certificateKind: string;
  readonly federatedKind: string;
  readonly sandbox: string;
  readonly suspended: (since: string, reason: string) => string;
  readonly leaving: string;
  /** One of several linked applications: the entry, and the others, each with a sheet of its own. */
  readonly partOf: (entry: string, others: readonly string[]) => string;
  /**
   * Each has so many users, and groups; by the role where the product has roles of its own.
   * @param stillOpen everyone else still may, too
   */
  readonly signsIn: (people: readonly NamedPeople[], stillOpen: boolean) => string;
  readonly replaces: (older: string) => string;
  /** Whom the reader tells; `sender` where the file names no contact. */
  readonly contact: string;
  readonly sender: string;
  readonly who: { readonly heading: string; readonly who: string; readonly role: string; readonly does: string };
  readonly acts: (who: string) => string;
  readonly done: { readonly heading: string; readonly summary: (count: number) => string };
  readonly credential: {
    readonly heading: string;
    readonly secret: string;
    readonly privateKey: string;
    /** What the person does who reads it. */
    readonly readsSecret: (who: string) => string;
    readonly readsKey: (who: string) => string;
    readonly whoeverMay: string;
    readonly nobody: (path: string, file: string) => string;
    readonly inVault: (vault: string, name: string) => string;
    readonly inState: string;
    readonly onScreen: string;
    /** After the commands that write key.pem and cert.pem. */
    readonly files: (thumbprint: string, contact: string) => string;
    /** Before the project's own command, which does what the commands above do. */
    readonly shorter: string;
    /** The same where it makes the vendor's key store. */
    readonly keyStore: (format: string, step: string) => string;
    /** @param kind where the integration has several, of which this is one */
    readonly pointer: (kind: string) => string;
    readonly below: string;
    /** Of a key that was made elsewhere. */
    readonly elsewhere: (holder: string) => string;
    readonly unnamedHolder: string;
    readonly sameCertificate: (thumbprint: string, contact: string) => string;
  };
  /** Another issuer's word in place of a secret. */
  readonly trust: {
    readonly heading: string;
    readonly intro: string;
    readonly name: string;
    readonly issuer: string;
    readonly subject: string;
    readonly audience: string;
  };
  readonly steps: string;
  readonly byStack: (steps: string) => string;
  readonly notOnPage: string;
  readonly form: { readonly label: string; readonly value: string; readonly note: string };
  readonly or: (one: string, other: string) => string;
  readonly choose: (entry: string) => string;
  readonly tick: string;
  readonly noTick: string;
  readonly blank: string;
  readonly expect: string;
  readonly advice: string;
  readonly exchange: {
    readonly heading: string;
    readonly intro: string;
    /** Where Exchange gives roles for the mailboxes in the place of a grant in Entra. */
    readonly limited: (roles: string, mailboxes: string) => string;
  };
  /** What a person opens outside of Entra; `names` are the permissions. */
  readonly opened: {
    readonly heading: string;
    readonly sites: (names: string) => string;
    readonly meetings: (names: string) => string;
    readonly roleGroup: (names: string) => string;
  };
  /** What the tenant must have; the words before the two commands are comments of PowerShell. */
  readonly tenantNeeds: { readonly heading: string; readonly shows: string; readonly opens: string };
  readonly proof: { readonly heading: string; readonly expected: string };
  readonly errors: {
    readonly heading: string;
    readonly intro: string;
    readonly where: Readonly<Record<Where, string>>;
    readonly head: readonly [code: string, means: string, mends: string];
    /** What ends a sentence. */
    readonly stop: string;
  };
  readonly places: {
    readonly heading: string;
    readonly intro: string;
    readonly confirm: (contact: string, path: string, file: string) => string;
    readonly confirmed: (day: string) => string;
  };
  readonly validity: {
    readonly heading: string;
    readonly lastValidDay: string;
    readonly firstDeadDay: string;
    readonly renewBy: string;
    readonly monthsBefore: (day: string, months: number, expires: string) => string;
    readonly breaks: string;
    readonly certificate: string;
    /** The same of a certificate whose key was made elsewhere. */
    readonly elsewhere: string;
  };
  readonly renewal: {
    readonly heading: string;
    readonly intro: string;
    /** For whoever writes the tenant's file. */
    readonly exception: (entry: string) => string;
  };
  /** Of the vendor's own application, of which this side holds no credential. */
  readonly vendorsOwnApplication: {
    /** In place of the credential's kind and name. */
    readonly credential: string;
    /** A fact: who has made the application. */
    readonly application: (name: string) => string;
    readonly heading: string;
    /** Before what is granted; `none` where nothing is. */
    readonly granted: string;
    readonly none: string;
    readonly delegated: string;
    readonly forApplication: string;
    readonly untilWhen: string;
    readonly stops: string;
    readonly suspend: (path: string, file: string) => string;
  };
  readonly undo: {
    readonly heading: string;
    readonly intro: string;
    readonly exchange: string;
    /** Who takes a step, before it. */
    readonly by: (who: string, step: string) => string;
  };
  /** What nobody wrote of a vendor whose definition is a file. @param file where it stands */
  readonly unsaid: { readonly heading: string; readonly intro: (file: string) => string };
  /** What the sheet says of the vendor's own words, where they are in another language than the sheet's. */
  readonly vendorsOwn: string;
  /** Above a sheet that shows the secret itself. */
  readonly revealed: string;
  /** Words of the HTML page alone. */
  readonly page: {
    readonly contents: string;
    readonly copy: string;
    readonly copied: string;
    readonly ticked: (count: string, of: string) => string;
    readonly reset: string;
  };
}
