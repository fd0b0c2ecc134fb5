/**
 * A definition from what a person wrote in a file: what the file leaves out is said in words on the sheet, and of what the
 * sheet cannot do without a minimal part is made of the facts that are there.
 */
import { platforms, redirectsAsked } from "./asked.ts";
import { scheduledWays, waysOf } from "./asked-credential.ts";
import type {
  CredentialAsked,
  Field,
  Language,
  Platform,
  Procedure,
  RedirectUris,
  Step,
  VendorDefinition,
} from "./definition.ts";
import type { WrittenDefinition } from "./definition-schema.ts";
import { leaveTheFile, leaveTheVendors } from "./leaving.ts";
import { credentialPlaceholders, eachPlaceholders, placeholdersIn } from "./placeholder-names.ts";

/** The words of one language for what a file does not say, and for the steps that follow from what it does. */
interface Words {
  readonly administrator: (product: string) => string;
  readonly unsaidRole: string;
  readonly enters: string;
  readonly unsaidProof: string;
  readonly setUp: (product: string) => string;
  readonly enterAt: (places: string) => string;
  readonly enter: string;
  readonly renewal: (product: string) => string;
  readonly added: string;
  readonly enterNewAt: (places: string) => string;
  readonly labels: {
    readonly clientId: string;
    readonly tenantId: string;
    readonly secret: string;
    readonly privateKey: string;
    readonly certificate: string;
    readonly thumbprint: string;
    readonly redirectUris: string;
    readonly platforms: Readonly<Record<Platform, string>>;
    readonly identifierUri: string;
    readonly exposedScopes: string;
    readonly ends: string;
  };
  readonly secretNote: string;
  readonly endsNote: string;
  readonly unsaid: Readonly<Record<Unsaid, string>>;
}

/** What a file may leave out and a reader would look for. */
type Unsaid = "redirectUris" | "lifetime" | "actsAs" | "proof" | "undo" | "procedures" | "renewal" | "url" | "asOf";

const english: Words = {
  administrator: (product) => `${product} administrator`,
  unsaidRole: "The definition does not say which role it takes",
  enters: "Enters the values and says when they are in use.",
  unsaidProof: "The definition does not say how to see that it works.",
  setUp: (product) => `${product}: values to enter (the definition gives no steps)`,
  enterAt: (places) => `Enter the values at: ${places}.`,
  enter: "Enter the values where the product asks for them.",
  renewal: (product) => `${product}: renewal (the definition gives no steps)`,
  added: "A new credential is added beside the old one, which goes on working.",
  enterNewAt: (places) => `Enter the new values at: ${places}. Report the day on which all of them use it.`,
  labels: {
    clientId: "Application (client) ID",
    tenantId: "Directory (tenant) ID",
    secret: "Client secret",
    privateKey: "Private key",
    certificate: "Certificate",
    thumbprint: "Thumbprint of the certificate",
    redirectUris: "Redirect URI",
    platforms: { web: "Web", spa: "Single-page application", publicClient: "Mobile and desktop applications" },
    identifierUri: "Application ID URI",
    exposedScopes: "Scope",
    ends: "Expiration date",
  },
  secretNote: "The secret's Value, not its Secret ID",
  endsNote: "It ends as this day begins (UTC); its last valid day is {lastValidDay}",
  unsaid: {
    redirectUris: "Redirect URIs: the application has none.",
    lifetime: "How long the credential may live, and when to renew it.",
    actsAs: "Who enters the values, and in which role.",
    proof: "How to see that it works.",
    undo: "What to do on the vendor's side to leave.",
    procedures: "The steps of the set-up: the places and the values alone are known.",
    renewal: "The steps of a renewal: the places and the values alone are known.",
    url: "Where the vendor's page stands.",
    asOf: "Of which date the vendor's page is.",
  },
};

const japanese: Words = {
  administrator: (product) => `${product}${/[ -~]$/.test(product) ? " " : ""}の管理者`,
  unsaidRole: "必要なロールは定義に記載がありません",
  enters: "値を入力し、使われ始めた日を知らせます。",
  unsaidProof: "動作の確認方法は定義に記載がありません。",
  setUp: (product) => `${product}: 入力する値(定義に手順の記載はありません)`,
  enterAt: (places) => `次の場所に値を入力します: ${places}`,
  enter: "製品が求める場所に値を入力します。",
  renewal: (product) => `${product}: 更新(定義に手順の記載はありません)`,
  added: "新しい資格情報を追加します。古いものも引き続き有効です。",
  enterNewAt: (places) => `次の場所に新しい値を入力します: ${places}。すべてで使われ始めた日を知らせます。`,
  labels: {
    clientId: "アプリケーション (クライアント) ID",
    tenantId: "ディレクトリ (テナント) ID",
    secret: "クライアント シークレット",
    privateKey: "秘密キー",
    certificate: "証明書",
    thumbprint: "証明書の拇印",
    redirectUris: "リダイレクト URI",
    platforms: {
      web: "Web",
      spa: "シングルページ アプリケーション",
      publicClient: "モバイル アプリケーションとデスクトップ アプリケーション",
    },
    identifierUri: "アプリケーション ID の URI",
    exposedScopes: "スコープ",
    ends: "有効期限",
  },
  secretNote: "「シークレット ID」ではなく「値」です",
  endsNote: "この日の始まり (UTC) に失効します。最後の有効日は {lastValidDay} です",
  unsaid: {
    redirectUris: "リダイレクト URI: このアプリケーションにはありません。",
    lifetime: "資格情報の有効期間と更新の時期。",
    actsAs: "値を入力する担当者とそのロール。",
    proof: "動作の確認方法。",
    undo: "利用をやめるときに提供元の側ですること。",
    procedures: "設定の手順: 入力する場所と値だけが分かっています。",
    renewal: "更新の手順: 入力する場所と値だけが分かっています。",
    url: "提供元のページの場所。",
    asOf: "提供元のページの日付。",
  },
};

const wordsOf: Readonly<Record<Language, Words>> = { en: english, ja: japanese };

function fieldsOf(credential: CredentialAsked, { labels, secretNote, endsNote }: Words): Field[] {
  const ends: Field = { label: labels.ends, value: { enter: "{expires}" }, note: endsNote };
  if (credential.kind === "secret")
    return [{ label: labels.secret, value: { enter: "{secret}" }, note: secretNote }, ends];
  if (credential.kind !== "certificate") return [];
  return [
    { label: labels.privateKey, value: { enter: "{privateKey}" } },
    { label: labels.certificate, value: { enter: "{certificatePem}" } },
    ...(credential.thumbprint === "none"
      ? []
      : [{ label: labels.thumbprint, value: { enter: `{thumbprint.${credential.thumbprint}}` } }]),
    ends,
  ];
}

function credentialFields(definition: Pick<VendorDefinition, "credential">, words: Words): Field[] {
  return waysOf(definition).flatMap((credential) => fieldsOf(credential, words));
}

/** The redirect URIs where a form names them; with several platforms each by the portal's word for it. */
function redirectFields(asked: RedirectUris, { labels }: Words): Field[] {
  const used = platforms.filter((platform) => redirectsAsked(asked).some((one) => one.platform === platform));
  if (used.length === 1) return [{ label: labels.redirectUris, value: { enter: "{redirectUris}" } }];
  return used.map((platform) => ({
    label: `${labels.redirectUris} (${labels.platforms[platform]})`,
    value: { enter: `{redirectUris.${platform}}` },
  }));
}

/** A place that names an instance or a mailbox is one for each of them. */
function eachOf(places: readonly string[]): Pick<Step, "each"> {
  const named = new Set(places.flatMap(placeholdersIn));
  if (named.has(eachPlaceholders.instances)) return { each: "instances" };
  return named.has(eachPlaceholders.mailboxes) ? { each: "mailboxes" } : {};
}

/** The facts that any vendor's form takes, where a file gives no steps of its own. */
function setUp(definition: Omit<VendorDefinition, "procedures">, words: Words, who: string): Procedure {
  const { product, places, redirectUris, registration, exposes } = definition;
  const { labels } = words;
  return {
    title: words.setUp(product),
    when: "set-up",
    onPage: true, // nobody here knows: its title says that the definition gives no steps
    steps: [
      {
        step: "1",
        by: who,
        text: places.length > 0 ? words.enterAt(places.join("; ")) : words.enter,
        ...eachOf(places),
        fields: [
          // The vendor knows the client id of its own application.
          ...(registration === undefined ? [{ label: labels.clientId, value: { enter: "{clientId}" } }] : []),
          { label: labels.tenantId, value: { enter: "{tenantId}" } },
          ...credentialFields(definition, words),
          ...redirectFields(redirectUris, words),
          ...(exposes?.identifierUri === undefined
            ? []
            : [{ label: labels.identifierUri, value: { enter: "{identifierUri}" } }]),
          ...(exposes?.scopes === undefined
            ? []
            : [{ label: labels.exposedScopes, value: { enter: "{exposedScopes}" } }]),
        ],
      },
    ],
  };
}

function renewal(definition: Omit<VendorDefinition, "procedures">, words: Words, who: string): Procedure {
  const { product, places } = definition;
  return {
    title: words.renewal(product),
    when: "renewal",
    onPage: true, // nobody here knows: its title says that the definition gives no steps
    steps: [
      { step: "R1", by: "stack", text: words.added },
      {
        step: "R2",
        by: who,
        text: words.enterNewAt(places.join("; ")),
        ...eachOf(places),
        fields: credentialFields(definition, words),
      },
    ],
  };
}

/** What the file does not say, in the order in which a reader would look for it. */
function unsaidIn(written: WrittenDefinition, said: Pick<VendorDefinition, "credential">): Unsaid[] {
  const { page, procedures = [] } = written;
  const missing: Readonly<Record<Unsaid, boolean>> = {
    url: page.url === undefined,
    asOf: page.asOf === undefined,
    redirectUris: written.redirectUris === undefined,
    lifetime: scheduledWays(said).some((asked) => asked.lifetime === undefined),
    actsAs: written.actsAs === undefined,
    procedures: procedures.length === 0,
    renewal:
      scheduledWays(said).length > 0 && procedures.length > 0 && !procedures.some(({ when }) => when === "renewal"),
    proof: written.proof === undefined,
    undo: written.undo === undefined,
  };
  return (Object.keys(missing) as Unsaid[]).filter((key) => missing[key]);
}

/** The steps of leaving, the changes of the tenant's file among them: of the vendor's own application there are fewer. */
function undoOf({ undo = [], registration }: WrittenDefinition): VendorDefinition["undo"] {
  const inFile = registration === undefined ? leaveTheFile : leaveTheVendors;
  const steps = undo.map((step) => (step === leaveTheFile ? inFile : step));
  return steps.includes(inFile) ? steps : [...steps, inFile];
}

/** Who types the credential in: whoever does it in the steps that the file gives, else the first who acts. */
function typistOf({ procedures = [] }: WrittenDefinition, [first]: VendorDefinition["actsAs"]): string {
  const credential: readonly string[] = Object.values(credentialPlaceholders).flat();
  const typing = procedures
    .flatMap(({ steps }) => steps.filter(({ by }) => by !== "stack"))
    .find(({ fields = [], excerpt }) =>
      placeholdersIn(JSON.stringify([fields, excerpt ?? ""])).some((name) => credential.includes(name)),
    );
  return typing?.by ?? first?.who ?? "";
}

/**
 * Makes the definition of a checked file.
 * @param vendor the word in the settings' `vendor`
 * @param writtenIn the file, as a reader of a report knows it: `vendors/roomz.yaml`
 */
export function definitionFrom(vendor: string, writtenIn: string, written: WrittenDefinition): VendorDefinition {
  const words = wordsOf[written.page.language];
  const actsAs = written.actsAs ?? [
    { who: words.administrator(written.product), role: words.unsaidRole, does: words.enters },
  ];
  // The schema has checked every permission against the catalogue, and the compiler its shape (definition-schema.ts).
  const said = written as unknown as Omit<VendorDefinition, "redirectUris"> & Partial<VendorDefinition>;
  const facts = {
    ...said,
    vendor,
    writtenIn,
    redirectUris: said.redirectUris ?? { from: "nowhere" },
    places: said.places ?? [],
    implicitGrant: written.implicitGrant ?? [],
    actsAs,
    proof: { shows: written.proof?.shows ?? words.unsaidProof, expected: written.proof?.expected ?? [] },
    undo: undoOf(written),
    demands: said.demands ?? [],
    notOnPage: [...(written.notOnPage ?? []), ...unsaidIn(written, said).map((key) => words.unsaid[key])],
  } satisfies VendorDefinition;
  const who = typistOf(written, actsAs);
  const procedures = said.procedures ?? [setUp(facts, words, who)];
  const isRenewed = scheduledWays(facts).length === 0 || procedures.some(({ when }) => when === "renewal");
  return { ...facts, procedures: isRenewed ? procedures : [...procedures, renewal(facts, words, who)] };
}
