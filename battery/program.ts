/**
 * The program as the battery runs it: evaluated once without an engine, with a placeholder wherever a value of another
 * resource stands. An update fills the placeholders in, so a thousand updates cost one evaluation.
 */
import { orderedBy } from "../components/order.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";
import program from "../index.ts";
import { evaluate, type RegisterRequest } from "../review/evaluate/index.ts";
import { fixtureCertificate } from "../review/evaluate/known-outputs.ts";
import { tokens } from "../review/tokens.ts";
import { azureNative } from "../simulator/plugins/azure-native.ts";
import { getServicePrincipalToken } from "../simulator/plugins/azuread/get-service-principal.ts";
import { azuread } from "../simulator/plugins/azuread.ts";
import { httpEnvironment } from "../simulator/plugins/http.ts";
import type { Properties, Value } from "../simulator/plugins/properties.ts";
import { tls } from "../simulator/plugins/tls.ts";

/** One custom resource of the program, or one of its providers. */
export interface Declared {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  /** With placeholders; secrets are wrapped as the engine gets them. */
  readonly inputs: Properties;
  /** URN of its provider; empty for the default one of its package. */
  readonly provider: string;
  /** URNs of the resources whose values it takes, or after which it was told to come. */
  readonly dependencies: readonly string[];
}

/** A lookup: which function of which package, with what. */
export interface Lookup {
  readonly token: string;
  readonly inputs: Properties;
}

/** Everything the engine would be told of. */
export interface Program {
  /** In an order in which each comes after what it needs. */
  readonly resources: readonly Declared[];
  /** URNs of the components, and of the stack. */
  readonly parents: readonly string[];
  /** Those that a provider answers. */
  readonly lookups: readonly Lookup[];
  /** What the tenant's file decides, for what looks at it beside the program. */
  readonly resolved: readonly ResolvedIntegration[];
}

/** A placeholder: `⟦azuread:index/application:Application::mailgates-application#clientId⟧`. */
function placeholder(of: string, output: string): string {
  return `⟦${of}#${output}⟧`;
}

/** Of a certificate a program may read the digest, so its placeholder is one; OpenSSL reads over what stands behind it. */
function certificatePlaceholder(of: string): string {
  return `${fixtureCertificate}${placeholder(of, "certPem")}\n`;
}

const kinds = [
  ...azuread(httpEnvironment).kinds,
  ...azureNative(httpEnvironment).kinds,
  ...tls({ now: () => new Date(0) }).kinds,
];

function outputsOf(type: string, name: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const of = `${type}::${name}`;
  const computed = kinds.find((kind) => kind.type === type)?.computed ?? [];
  return Object.fromEntries(
    computed
      .filter((output) => inputs[output] === undefined)
      .map((output) => [output, output === "certPem" ? certificatePlaceholder(of) : placeholder(of, output)]),
  );
}

/** The name of a lookup in a placeholder: what is looked up, by which of its values. */
function lookupName(token: string, inputs: Readonly<Record<string, unknown>>): string {
  return `${token}::${JSON.stringify(inputs)}`;
}

const { stateLookup } = tokens;

const answers: NonNullable<Parameters<typeof evaluate>[1]["answers"]> = {
  lookup: (token, inputs) => {
    // A program is evaluated for what it is to make; whatever a world already holds was made by such a one.
    if (token === stateLookup) return { ...inputs, outputs: {} };
    if (token !== getServicePrincipalToken) throw new Error(`the battery knows no lookup ${token}`);
    return { ...inputs, objectId: placeholder(lookupName(token, inputs), "objectId") };
  },
  resource: (type, name, inputs) => ({
    id: placeholder(`${type}::${name}`, "id"),
    state: type.startsWith("pulumi:providers:") ? { ...inputs } : outputsOf(type, name, inputs),
  }),
};

function declaredOf(urn: string, request: RegisterRequest): Declared {
  const [provider = ""] = request.getProvider().split("::⟦");
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    inputs: request.getObject().toJavaScript() as Properties,
    provider,
    dependencies: [...new Set(request.getDependenciesList())],
  };
}

/** Each after what it needs, otherwise by URN: the same in every evaluation, so that a case means the same request for ever. */
function ordered(resources: readonly Declared[]): Declared[] {
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  const done = new Set<string>();
  const result: Declared[] = [];
  const visit = (resource: Declared): void => {
    if (done.has(resource.urn)) return;
    done.add(resource.urn);
    for (const urn of [resource.provider, ...resource.dependencies]) {
      const needed = known.get(urn);
      if (needed) visit(needed);
    }
    result.push(resource);
  };
  for (const resource of [...resources].sort(orderedBy(({ urn }) => urn))) visit(resource);
  return result;
}

/** Evaluates the program for a tenant's file. @throws if the evaluation has problems */
export async function programOf(tenantFile: string): Promise<Program> {
  const resources: Declared[] = [];
  const parents: string[] = [];
  const evaluation = await evaluate(program, {
    project: "m365-integrations",
    stack: "dev",
    config: { "m365-integrations:tenant": tenantFile },
    answers,
    registered: (urn, request) => {
      if (request.getCustom()) resources.push(declaredOf(urn, request));
      else parents.push(urn);
    },
  });
  if (evaluation.problems.length > 0) throw new Error(evaluation.problems.join("\n"));
  const lookups = evaluation.lookups
    .filter(({ token }) => token !== stateLookup)
    .map(({ token, inputs }) => ({ token, inputs: inputs as Properties }));
  const resolved = resolveTenant(readTenant(tenantFile));
  return { resources: ordered(resources), parents, lookups, resolved };
}

/** The value behind a placeholder: an output of a resource (`<type>::<name>`) or of a lookup. */
export type Known = (of: string, output: string) => Value | undefined;

const wholly = /^⟦([^⟧#]+(?:#[^⟧#]+)*)#([^⟧#]+)⟧$/;
const within = /⟦([^⟧]+)#([^⟧#]+)⟧/g;

/** A value with its placeholders filled in. @throws where `known` does not know one */
export function filled(value: Value, known: Known): Value {
  if (Array.isArray(value)) return value.map((item) => filled(item, known));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, known)]));
  if (typeof value !== "string" || !value.includes("⟦")) return value;
  const required = (of: string, output: string): Value => {
    const found = known(of, output);
    if (found === undefined) throw new Error(`${of} has no ${output} yet`);
    return found;
  };
  const [, of, output] = wholly.exec(value) ?? [];
  if (of !== undefined && output !== undefined) return required(of, output);
  // A certificate's placeholder stands behind the certificate that it is read as.
  return value
    .replaceAll(`${fixtureCertificate}⟦`, "⟦")
    .replaceAll(within, (_, one: string, two: string) => String(required(one, two)))
    .replace(/(-----END CERTIFICATE-----\n)\n$/, "$1");
}

/** The name by which placeholders know a lookup. */
export function nameOfLookup({ token, inputs }: Lookup): string {
  return lookupName(token, inputs);
}
