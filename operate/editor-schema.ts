/**
 * The schemas of a tenant's file and of a vendor's with their meaning: what completion and hover say of a permission, a role, a
 * vendor or a rule, and one line for a word that is none of them. `enumDescriptions` and `errorMessage` are the YAML language server's.
 */
import { apis } from "../catalog/apis.ts";
import { type DirectoryRole, directoryRoles } from "../catalog/directory-roles.ts";
import type { VendorDefinition } from "../components/definition.ts";
import { definitionJsonSchema } from "../components/definition-schema.ts";
import { permissionsId } from "../components/permission-inputs.ts";
import { rolesId } from "../components/role-inputs.ts";
import { type JsonSchemaDocument, tenantJsonSchema, vendorsId } from "../components/settings-json-schema.ts";
import { definitions, rulesId } from "../components/settings-schema.ts";
import { ratedPermission } from "../review/permission.ts";
import { rules } from "../review/rules/index.ts";

/** What a list of words needs beside the words. */
interface Meaning {
  readonly enumDescriptions: readonly string[];
  readonly errorMessage: string;
}

const kinds = ["delegated", "application"] as const;

const levels = { low: "Low risk", medium: "Medium risk", high: "High risk", critical: "Critical" } as const;

const planes: Readonly<Record<0 | 1 | 2, string>> = {
  0: "Control plane: whoever holds it can come by every other right of the tenant",
  1: "Management plane: it administers what the tenant's users work with",
  2: "User access",
};

function ofPermissions(names: readonly string[], appId: string, kind: "delegated" | "application"): Meaning {
  const noun = kind === "delegated" ? "delegated scope" : "application permission";
  const api = apis.find((one) => one.appId === appId)?.displayName ?? appId;
  return {
    enumDescriptions: names.map((name) => {
      const { risk, allows } = ratedPermission({ appId, kind, name });
      // Of a scope "low" means that no source rates it, and that the person's rights bound it; what it allows says more.
      const level = kind === "delegated" && risk === "low" ? "" : `${levels[risk]}. `;
      return `${level}Whoever holds it can ${allows.en}.`;
    }),
    errorMessage: `No ${noun} of ${api} that may be asked for; complete the name, or \`./integrations check\` names the nearest`,
  };
}

function ofRole(role: DirectoryRole | undefined): string {
  const plane = role?.eam === undefined ? "Not rated by the Enterprise Access Model" : planes[role.eam];
  return role?.isPrivileged ? `Microsoft marks it as privileged. ${plane}.` : `${plane}.`;
}

function ofRoles(names: readonly string[]): Meaning {
  const byName = new Map(directoryRoles.map((role) => [role.displayName, role]));
  return {
    enumDescriptions: names.map((name) => ofRole(byName.get(name))),
    errorMessage: "No directory role of Entra; complete the name, or `./integrations check` names the nearest",
  };
}

function ofRules(names: readonly string[]): Meaning {
  const byName = new Map(rules.map((rule): [string, string] => [rule.name, rule.sentence]));
  return {
    // What a finding names stands in braces; a rule by itself is about nothing yet.
    enumDescriptions: names.map((name) => (byName.get(name) ?? "").replaceAll(/\{[a-zA-Z]+\}/g, "…")),
    errorMessage: "No rule of the review; complete the name, or see docs/rules.md",
  };
}

function ofVendors(names: readonly string[], own: readonly VendorDefinition[]): Meaning {
  const byName = new Map([...definitions, ...own].map((definition) => [definition.vendor, definition]));
  return {
    enumDescriptions: names.map((name) => {
      const definition = byName.get(name);
      return definition
        ? `${definition.product}: ${definition.serves.en}`
        : "A vendor whose definition stands beside it";
    }),
    errorMessage: `No vendor; known: ${names.join(", ")}`,
  };
}

/** A schema with the meaning of its lists of words. */
function told({ definitions: named, ...schema }: JsonSchemaDocument, own: readonly VendorDefinition[]): object {
  const meanings = new Map<string, (names: readonly string[]) => Meaning>([
    [vendorsId, (names) => ofVendors(names, own)],
    [rulesId, ofRules],
    [rolesId, ofRoles],
    ...apis.flatMap(({ appId, displayName }) =>
      kinds.map((kind): [string, (names: readonly string[]) => Meaning] => [
        permissionsId(displayName, kind),
        (names) => ofPermissions(names, appId, kind),
      ]),
    ),
  ]);
  const withMeaning = Object.entries(named).map(([id, definition]) => {
    if (!Array.isArray(definition.enum)) return [id, definition];
    return [id, { ...definition, ...meanings.get(id)?.(definition.enum.map(String)) }];
  });
  return withChoices({ ...schema, definitions: Object.fromEntries(withMeaning) }) as object;
}

/** What a page's few words mean: permissions below an API, by their kind, or directory roles. */
function meaningsIn(words: readonly string[], within: string, key: string): readonly string[] | undefined {
  if (key === "directoryRoles") return ofRoles(words).enumDescriptions;
  const api = apis.find(({ displayName }) => displayName === within);
  const kind = kinds.find((one) => one === key);
  return api && kind && ofPermissions(words, api.appId, kind).enumDescriptions;
}

/**
 * A schema with the meaning of each list in which a page names a few words alone.
 * @param within the key that holds `key`, below which the schema stands
 */
function withChoices(schema: unknown, within = "", key = ""): unknown {
  if (Array.isArray(schema)) return schema.map((one) => withChoices(one, within, key));
  if (typeof schema !== "object" || schema === null) return schema;
  const { enum: words } = schema as { readonly enum?: unknown };
  const isTold = "enumDescriptions" in schema;
  const meaning = Array.isArray(words) && !isTold ? meaningsIn(words.map(String), within, key) : undefined;
  const entries = Object.entries(schema).map(([name, inner]) => {
    if (name !== "properties") return [name, withChoices(inner, within, key)];
    const properties = Object.entries(Object(inner)).map(([property, one]) => [
      property,
      withChoices(one, key === "" ? within : key, property),
    ]);
    return [name, Object.fromEntries(properties)];
  });
  return { ...Object.fromEntries(entries), ...(meaning && { enumDescriptions: meaning }) };
}

/**
 * The schema of a tenant's file.
 * @param own vendors of one's own that the checkout has as files
 */
export function editorSchema(own: readonly VendorDefinition[] = []): object {
  return told(tenantJsonSchema(own, definitionJsonSchema()), own);
}

/** The schema of a vendor's file. */
export function vendorEditorSchema(): object {
  return told(definitionJsonSchema(), []);
}
