import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exchangeRbacForApplications } from "../../catalog/risk.ts";
import { redirectsAsked, registeredUri, templatesOf, variantsOf } from "../../components/asked.ts";
import { waysOf } from "../../components/asked-credential.ts";
import type { Procedure, Step, VendorDefinition } from "../../components/definition.ts";
import { exchangeRoles } from "../../components/exchange-roles.ts";
import { identifierUriFault, takesAnyName } from "../../components/identifier-uri.ts";
import { leaveTheFile, leaveTheVendors, ownActors } from "../../components/leaving.ts";
import { apiNames, type Permissions, permissionNames, resolvePermissions } from "../../components/permissions.ts";
import { placeholderNames } from "../../components/placeholder-names.ts";
import { redirectUriFault } from "../../components/redirect-uri.ts";
import { directoryRoleFault } from "../../components/roles.ts";
import { definitionOf, type VendorName, vendors } from "../../components/vendors/index.ts";
import { rules } from "../../review/rules/index.ts";

const placeholders = placeholderNames.map((name) => `{${name}}`);

const ruleNames: readonly string[] = rules.map(({ name }) => name);

function stepsOf({ procedures }: { readonly procedures: readonly Procedure[] }): Step[] {
  return procedures.flatMap(({ steps }) => [...steps]);
}

/** Every text of a step that may hold placeholders. */
function textsOf({ text, expect: seen, advice, fields = [] }: Step): string[] {
  const values = fields.flatMap(({ label, value, note }) => [
    label,
    note,
    ...Object.values(value).filter((inner) => typeof inner === "string"),
  ]);
  return [text, seen, advice, ...values].filter((inner) => inner !== undefined);
}

/** The lines of the vendor's files, in which braces without a name, or after a percent sign, are the file's own. */
function excerptsOf(steps: readonly Step[]): string[] {
  return steps.flatMap(({ excerpt }) => excerpt?.lines.match(/(?<!%)\{[A-Za-z][\w.]*\}/g) ?? []);
}

function placeholdersIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/\{[^}]*\}?/g) ?? []);
}

/** API, kind and name of each permission, as one text. */
function flat(permissions: Permissions): string[] {
  return resolvePermissions(permissions).flatMap(({ api, delegated, application }) => [
    ...delegated.map(({ name }) => `${api} delegated ${name}`),
    ...application.map(({ name }) => `${api} application ${name}`),
  ]);
}

describe("the list of vendors", () => {
  it("holds every definition beside it, each under the name of its file", () => {
    const files = readdirSync(new URL("../../components/vendors/", import.meta.url))
      .filter((file) => file !== "index.ts")
      .map((file) => file.replace(/\.ts$/, ""));
    expect(Object.keys(vendors).sort()).toEqual(files.sort());
  });

  it("gives each product a name of its own, because it becomes the application's display name", () => {
    const products = Object.values(vendors).map(({ product }) => product.toLowerCase());
    expect(new Set(products).size).toBe(products.length);
  });
});

describe.each(Object.keys(vendors) as VendorName[])("the definition of %s", (vendor) => {
  const definition: VendorDefinition = definitionOf(vendor);
  const steps = stepsOf(definition);
  const vendorsOwn = definition.registration !== undefined;

  it("stands under its own word", () => {
    expect(definition.vendor).toBe(vendor);
  });

  it("has an Application ID URI where it exposes a scope, and prints one that every tenant takes", () => {
    const { identifierUri, scopes = [], accessTokenVersion } = definition.exposes ?? {};
    expect(identifierUri !== undefined || scopes.length === 0).toBe(true);
    if (identifierUri?.from !== "page") return;
    const anyName = takesAnyName(accessTokenVersion, definition.audience);
    expect(identifierUriFault(identifierUri.uri, { writtenIn: "page", anyName })).toBeUndefined();
  });

  it("names, where somebody signs in, steps of the page, and a button that stands in its step", () => {
    const { authorization } = definition;
    if (!authorization) return;
    const named = authorization.by === "operator" ? authorization.steps : [authorization.step];
    for (const number of named) expect(steps.some(({ step }) => step.split(".")[0] === number)).toBe(true);
    if (authorization.by === "operator") return;
    const procedure = definition.procedures.find(({ title }) => title === authorization.procedure);
    const step = procedure?.steps.find((one) => one.step === authorization.step);
    expect(step?.text).toContain(authorization.button);
  });

  it("says of every step who does it: the stack, or a person it lists", () => {
    const actors = ["stack", ...definition.actsAs.map(({ who }) => who)];
    expect(steps.filter(({ by }) => !actors.includes(by))).toEqual([]);
  });

  it("lists nobody who does nothing", () => {
    // Somebody may also act within another person's step: its words then say so.
    const words = steps.flatMap(textsOf).join("\n").toLowerCase();
    const acting = new Set(steps.map(({ by }) => by));
    expect(definition.actsAs.filter(({ who }) => !acting.has(who) && !words.includes(who.toLowerCase()))).toEqual([]);
  });

  it("numbers the steps of one procedure without repeating a number", () => {
    for (const { title, steps: own } of definition.procedures)
      expect([title, new Set(own.map(({ step }) => step)).size]).toEqual([title, own.length]);
  });

  it("has no credential if the application is the vendor's own, and one if it is not", () => {
    expect("kind" in definition.credential && definition.credential.kind === "none").toBe(vendorsOwn);
    expect(definition.places.length > 0).toBe(!vendorsOwn);
  });

  it("has a set-up of the page's own, and a renewal of what it holds", () => {
    expect(definition.procedures.some(({ when, onPage }) => when === "set-up" && onPage)).toBe(true);
    expect(definition.procedures.some(({ when }) => when === "renewal")).toBe(!vendorsOwn);
  });

  it("hands the credential over in the set-up and in the renewal", () => {
    if (vendorsOwn) return;
    const handsOver = /\{(secret|privateKey|thumbprint\.)/;
    for (const when of ["set-up", "renewal"] as const) {
      const taken = definition.procedures
        .filter((procedure) => procedure.when === when)
        .flatMap((procedure) => procedure.steps.filter(({ by }) => by !== "stack"));
      const entered = taken
        .flatMap((step) => [...(step.fields ?? [])])
        .flatMap(({ value }) => ("enter" in value ? [value.enter] : []));
      expect([when, [...entered, ...excerptsOf(taken)].some((text) => handsOver.test(text))]).toEqual([when, true]);
    }
  });

  it("cites for every demand a step that it has (S7 is step 7 of the page)", () => {
    const onPage = stepsOf({ procedures: definition.procedures.filter((procedure) => procedure.onPage) });
    const cited = (number: string) =>
      steps.some(({ step }) => step === number) ||
      (number.startsWith("S") && onPage.some(({ step }) => step === number.slice(1)));
    expect(definition.demands.filter(({ step }) => !cited(step))).toEqual([]);
  });

  it("names in every demand a rule of the review, and each subject of a rule once", () => {
    expect(definition.demands.filter(({ rule }) => !ruleNames.includes(rule))).toEqual([]);
    const subjects = definition.demands.map(({ rule, subject }) => `${rule} ${subject ?? ""}`);
    expect(subjects.filter((subject, index) => subjects.indexOf(subject) !== index)).toEqual([]);
  });

  it("gives every demand and every acting person a reason in words", () => {
    const words = [
      ...definition.demands.flatMap(({ reason }) => [reason.en, reason.ja]),
      ...definition.actsAs.flatMap(({ role, does }) => [role, does]),
      ...steps.flatMap(textsOf),
      ...definition.places,
      ...definition.undo.flatMap(({ en, ja }) => [en, ja]),
      ...definition.notOnPage,
      definition.serves.en,
      definition.serves.ja,
      definition.breaksWhenExpired.en,
      definition.breaksWhenExpired.ja,
      definition.proof.shows,
    ];
    expect(words.filter((text) => text.trim() === "")).toEqual([]);
    expect(definition.undo).not.toEqual([]);
    expect(definition.notOnPage).not.toEqual([]);
  });

  it("says of every step of leaving who takes it: a person it lists, or one of ours", () => {
    const named = [...ownActors, ...definition.actsAs.map(({ who }) => ({ en: who, ja: who }))];
    expect(definition.undo.filter(({ by }) => !named.some(({ en, ja }) => by.en === en && by.ja === ja))).toEqual([]);
  });

  it("says once what leaving takes in the file, the credentials among it", () => {
    const own = vendorsOwn ? leaveTheVendors : leaveTheFile;
    expect(definition.undo.filter((step) => step === own)).toHaveLength(1);
    expect(definition.undo.filter(({ en }) => /suspended|leaving/.test(en))).toEqual([own]);
  });

  it("asks only for permissions that exist, and none twice", () => {
    const asked = flat(definition.permissions);
    const written = Object.values(definition.permissions).flatMap((kinds) => Object.values(kinds).flat());
    expect(asked.length).toBe(written.length);
  });

  it("lets the settings leave out only what it asks for", () => {
    const asked = flat(definition.permissions);
    expect(flat(definition.omittable ?? {}).filter((permission) => !asked.includes(permission))).toEqual([]);
  });

  it("lets the settings add only what it does not ask for, of APIs that exist", () => {
    const { addable } = definition;
    const asked = flat(definition.permissions);
    const only = addable && "only" in addable ? flat(addable.only) : [];
    expect(only.filter((permission) => asked.includes(permission))).toEqual([]);
    for (const { api, kinds } of addable && "any" in addable ? addable.any : []) {
      const known = apiNames().find((name) => name === api);
      expect([api, kinds.map((kind) => known !== undefined && permissionNames(known, kind).length > 0)]).toEqual([
        api,
        kinds.map(() => true),
      ]);
    }
  });

  it("names each permission set and redirect variant in words, with permissions that exist", () => {
    for (const [name, set] of Object.entries(definition.permissionSets ?? {})) {
      expect([name, set.label.en.trim() !== "", set.label.ja.trim() !== ""]).toEqual([name, true, true]);
      const asked = [...flat(definition.permissions), ...flat(set.permissions)];
      expect([name, new Set(asked).size]).toEqual([name, asked.length]);
      expect(flat(set.omittable ?? {}).filter((permission) => !asked.includes(permission))).toEqual([]);
      const only = set.addable && "only" in set.addable ? flat(set.addable.only) : [];
      expect(only.filter((permission) => asked.includes(permission))).toEqual([]);
    }
    if (definition.permissionSets) expect(Object.keys(definition.permissionSets).length).toBeGreaterThan(1);
    for (const [name, { label }] of Object.entries(variantsOf(definition.redirectUris)))
      expect([name, label.en.trim() !== "", label.ja.trim() !== ""]).toEqual([name, true, true]);
  });

  it("prints only redirect URIs that Entra takes on their platform", () => {
    const faults = redirectsAsked(definition.redirectUris).flatMap((asked) =>
      templatesOf(asked)
        .map((template) => registeredUri(template.replaceAll("{instance}", "contoso.example")))
        .map((uri) => [uri, redirectUriFault(uri, { platform: asked.platform })]),
    );
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });

  it("names directory roles that can be assigned, for sets that it has", () => {
    if (definition.directoryRoles === undefined || definition.directoryRoles === true) return;
    for (const asked of definition.directoryRoles) {
      for (const role of "role" in asked ? [asked.role] : asked.oneOf)
        expect([role, directoryRoleFault(role)]).toEqual([role, undefined]);
      const sets = asked.when && "sets" in asked.when ? asked.when.sets : [];
      expect(sets.filter((set) => !Object.hasOwn(definition.permissionSets ?? {}, set))).toEqual([]);
    }
  });

  it("limits by Exchange only what it asks for, and only what Exchange has a role for", () => {
    const { mailboxes } = definition;
    if (mailboxes === undefined || mailboxes === true) return;
    const sets = Object.values(definition.permissionSets ?? {}).flatMap((set) => flat(set.permissions));
    const asked = [...flat(definition.permissions), ...sets];
    expect(flat(mailboxes.limits).filter((permission) => !asked.includes(permission))).toEqual([]);
    const known = new Set<string>(exchangeRbacForApplications.map(({ role }) => role));
    expect(exchangeRoles(mailboxes.limits).filter((role) => !known.has(role))).toEqual([]);
  });

  it("uses only placeholders that are filled", () => {
    expect(placeholdersIn(steps.flatMap(textsOf)).filter((found) => !placeholders.includes(found))).toEqual([]);
    expect(excerptsOf(steps).filter((found) => !placeholders.includes(found))).toEqual([]);
    expect(placeholdersIn(definition.places).filter((found) => !/^\{(instance|mailbox)\}$/.test(found))).toEqual([]);
    const elsewhere = [
      ...definition.undo.flatMap(({ en, ja }) => [en, ja]),
      ...definition.notOnPage,
      ...definition.proof.expected.map((line) => (typeof line === "string" ? line : line.text)),
      definition.proof.shows,
      definition.breaksWhenExpired.en,
      definition.breaksWhenExpired.ja,
    ];
    expect(placeholdersIn(elsewhere)).toEqual([]);
  });

  it("speaks of one instance or one mailbox only in steps that are repeated for each", () => {
    const singular = { instances: "{instance}", mailboxes: "{mailbox}" } as const;
    for (const [each, placeholder] of Object.entries(singular)) {
      const using = steps.filter((step) => placeholdersIn(textsOf(step)).includes(placeholder));
      expect(using.filter((step) => step.each !== each)).toEqual([]);
    }
  });

  it("never puts a secret into a URL, a label or a running text", () => {
    const secret = /\{(secret|privateKey)\}/;
    const entered = steps.flatMap(({ fields = [] }) =>
      fields.flatMap(({ value }) => ("enter" in value ? [value.enter] : [])),
    );
    expect(entered.filter((text) => secret.test(text) && !/^\{(secret|privateKey)\}$/.test(text))).toEqual([]);
    const others = steps.flatMap((step) => textsOf(step).filter((text) => !entered.includes(text)));
    expect(others.filter((text) => secret.test(text))).toEqual([]);
  });

  it("asks for a secret only where the credential is one, for key and thumbprint only where it is a certificate", () => {
    const used = new Set([...placeholdersIn(steps.flatMap(textsOf)), ...excerptsOf(steps)]);
    const kinds = waysOf(definition).map(({ kind }) => kind);
    const foreign = [
      ...(kinds.includes("certificate") ? [] : [/^\{(privateKey|certificatePem|thumbprint\.\w+)\}$/]),
      ...(kinds.includes("secret") ? [] : [/^\{secret\}$/]),
    ];
    expect([...used].filter((placeholder) => foreign.some((shape) => shape.test(placeholder)))).toEqual([]);
  });
});
