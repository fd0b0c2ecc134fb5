/**
 * What the program's own modules may not do: look at where they run, at the clock or at chance, load code by a name made up
 * at run time, reach the network, or change what others rely on. A program that registers a tenant's file needs none of it,
 * and one that uses it can do elsewhere what it does not do where it is recorded. The check reads the text: a module is
 * allowed what is listed here and nothing else.
 */
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import ts from "typescript";
import { orderedBy } from "../../components/order.ts";
import { isLinted, isProgramFile } from "./change.ts";

/** A use that is not allowed. */
export interface LintFault {
  /** Relative to the project's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As the module writes it: `process`, `node:child_process`, `Date.now`. */
  readonly use: string;
}

/** Packages of which the program is made, as it imports them. */
const packages: ReadonlySet<string> = new Set([
  "@pulumi/azure-native/keyvault/secret.js",
  "@pulumi/azure-native/provider.js",
  "@pulumi/azuread",
  "@pulumi/pulumi",
  "@pulumi/tls",
  "fast-string-width",
  "fastest-levenshtein",
  "uuid",
  "yaml",
  "zod",
]);

/** `object["a" + b]`: which property that is no reader can tell. */
const madeUp = "a property by a name made up here";

/** What single modules are allowed besides, for what they are. */
const allowedIn: Readonly<Record<string, readonly string[]>> = {
  // Where the tenant's file stands, and the one variable by which the verbs tell what a run leaves out.
  "index.ts": [
    "node:path.relative",
    "node:path.resolve",
    "process.cwd",
    "process.env.INTEGRATIONS_LEFT_OUT",
    "import.meta.dirname",
  ],
  // The certificates that the tenant's file names, inside the checkout.
  "components/certificate-file.ts": [
    "node:fs.readFileSync",
    "node:fs.realpathSync",
    "node:fs.statSync",
    "node:path.dirname",
    "node:path.isAbsolute",
    "node:path.relative",
    "node:path.resolve",
    "node:path.sep",
    "import.meta.dirname",
  ],
  "components/policy-faults.ts": ["node:crypto.X509Certificate"],
  "components/public-certificate.ts": ["node:crypto.X509Certificate", "node:crypto.KeyObject"],
  "components/settings-file.ts": ["node:fs.readFileSync", "node:fs.statSync"],
  // Where a tenant's own vendors stand, beside its file.
  "components/own-vendors.ts": ["node:fs.readdirSync", "node:path.basename", "node:path.join"],
  "components/vendor-files.ts": [
    "node:path.basename",
    "node:path.dirname",
    "node:path.isAbsolute",
    "node:path.join",
    "node:path.relative",
    "node:path.resolve",
  ],
  "components/stack-file.ts": [
    "node:fs.existsSync",
    "node:fs.globSync",
    "node:fs.readFileSync",
    "node:path.join",
    "node:path.normalize",
    madeUp,
  ],
  "components/last-state.ts": ["@pulumi/pulumi runtime"],
  "components/thumbprint.ts": ["node:crypto.createHash", "node:crypto.X509Certificate"],
  // The catalogue's data beside them.
  "catalog/apis.ts": ["node:fs.readFileSync", "import.meta.url"],
  "catalog/directory-roles.ts": ["node:fs.readFileSync", "import.meta.url"],
  "catalog/portal-names.ts": ["node:crypto.createHash", "node:fs.readFileSync", "import.meta.url"],
  "catalog/risk.ts": ["node:fs.readFileSync", "import.meta.url"],
  "catalog/words/in-teams.ts": [madeUp],
  "catalog/words/sentence.ts": [madeUp],
  // Run by hand, and by nothing that the program loads.
  "catalog/generate.ts": ["node:url.fileURLToPath", "write-file-atomic", "import.meta.main", "import.meta.url"],
};

/** Globals by which nothing is learnt of where the program runs. `Date` and `Math` are looked at below. */
const globals: ReadonlySet<string> = new Set(
  `Array ArrayBuffer BigInt Boolean Buffer Date Error Infinity Intl JSON Map Math NaN Number Object Promise RangeError
  RegExp Set String SyntaxError Symbol TextDecoder TextEncoder TypeError URL URLSearchParams Uint8Array WeakMap WeakSet
  decodeURIComponent encodeURIComponent isFinite isNaN parseFloat parseInt structuredClone undefined`.split(/\s+/),
);

/** Names that every environment has, or that a module of another kind has. */
const everywhere: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...["require", "module", "exports", "__filename", "__dirname", "arguments", "window", "self", "Deno", "Bun"],
]);

/** Ways from any value to what makes code, and ways to change what others rely on. */
const reaching: ReadonlySet<string> = new Set([
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "__proto__",
  "caller",
  "callee",
  "captureStackTrace",
  "constructor",
  "defineProperties",
  "defineProperty",
  "getOwnPropertyDescriptor",
  "getOwnPropertyDescriptors",
  "getPrototypeOf",
  "prepareStackTrace",
  "prototype",
  "setPrototypeOf",
  "stackTraceLimit",
]);

/** What the SDK has for programs that drive it: whether it is a preview, what is serialised, other stacks. */
const ofTheSdk: ReadonlySet<string> = new Set(["automation", "dynamic", "provider", "runtime"]);

const onlyNames: Readonly<Record<string, ReadonlySet<string>>> = { Date: new Set(["UTC", "parse"]) };

function bindingNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bindingNames(element.name)));
}

/** Every name that the module itself gives, and those that it imports. */
function namesOf(source: ts.SourceFile) {
  const declared = new Map<string, ts.Identifier>();
  const imported = new Map<string, string>();
  const declare = (name: ts.Node | undefined) => {
    if (name && ts.isIdentifier(name)) declared.set(name.text, name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node))
      for (const name of bindingNames(node.name)) declare(name);
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node))
      if (!ts.isMethodDeclaration(node) && !ts.isAccessor(node)) declare(node.name);
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const from = node.moduleSpecifier.text;
      const { name, namedBindings } = node.importClause ?? {};
      const names = [
        name,
        ...(namedBindings && ts.isNamespaceImport(namedBindings) ? [namedBindings.name] : []),
        ...(namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements.map((each) => each.name) : []),
      ];
      for (const each of names) {
        declare(each);
        if (each) imported.set(each.text, from);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { declared, imported };
}

/** `a` of `a.b["c"].d`, with what stands around it taken off. */
function rootOf(expression: ts.Expression): ts.Expression {
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression))
    return rootOf(expression.expression);
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isTypeAssertionExpression(expression)
  )
    return rootOf(expression.expression);
  return expression;
}

/** `a`, `a.b` and `a.b.c` of the `a` in `a.b.c`. */
function pathsFrom(node: ts.Expression, path = node.getText()): string[] {
  const { parent } = node;
  const isRead = ts.isPropertyAccessExpression(parent) && parent.expression === node;
  return [path, ...(isRead ? pathsFrom(parent, `${path}.${parent.name.text}`) : [])];
}

/** True where an identifier stands for a value, and is not the name of a property, a label or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent))
    return parent.name !== node;
  if (ts.isAccessor(parent) || ts.isEnumMember(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent)) return false;
  if (ts.isNamespaceImport(parent) || ts.isNamespaceExport(parent) || ts.isMetaProperty(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent) || ts.isEnumDeclaration(parent)) return false;
  return !ts.isTypeNode(parent);
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeParameterDeclaration(node))
    return true;
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isExportDeclaration(node) && node.isTypeOnly;
}

const assigning: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken]);

/** What a node writes to; undefined: it writes nothing. */
function written(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
      ? node.left
      : undefined;
  if (ts.isDeleteExpression(node)) return node.expression;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return assigning.has(node.operator) ? node.operand : undefined;
  return undefined;
}

/** `"a" + b` or `\`a${b}\``. */
function makesText(key: ts.Expression): boolean {
  const isSum = ts.isBinaryExpression(key) && key.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isSum || ts.isTemplateExpression(key);
}

/** The uses of one module that are not allowed. */
function lintModule(file: string, text: string): LintFault[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const { declared, imported } = namesOf(source);
  const allowed = new Set(Object.hasOwn(allowedIn, file) ? allowedIn[file] : []);
  const faults: LintFault[] = [];
  const say = (node: ts.Node, use: string) => {
    if (allowed.has(use)) return;
    faults.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, use });
  };

  const fromModule = (node: ts.Node, specifier: string, names: readonly string[] | undefined) => {
    if (specifier.startsWith(".")) {
      const path = posix.join(posix.dirname(file), specifier);
      if (!isProgramFile(path) || !/\.(?:ts|json)$/.test(path)) say(node, specifier);
    } else if (isBuiltin(specifier)) {
      const module = specifier.startsWith("node:") ? specifier : `node:${specifier}`;
      if (names === undefined) say(node, module);
      else for (const name of names) if (!allowed.has(`${module}.${name}`)) say(node, module);
    } else if (!packages.has(specifier)) say(node, specifier);
    else if (/^@pulumi\/pulumi$/.test(specifier))
      for (const name of names ?? []) if (ofTheSdk.has(name)) say(node, `${specifier} ${name}`);
  };

  const property = (node: ts.Node, owner: ts.Expression | undefined, name: string) => {
    if (reaching.has(name)) say(node, name);
    const root = owner && rootOf(owner);
    const from = root && ts.isIdentifier(root) ? imported.get(root.text) : undefined;
    if (from?.startsWith("@pulumi/") && ofTheSdk.has(name)) say(node, `${from} ${name}`);
  };

  const identifier = (node: ts.Identifier) => {
    const { text: name, parent } = node;
    if (!everywhere.has(name) && declared.has(name)) return;
    const access = ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : undefined;
    const use = access === undefined ? name : `${name}.${access}`;
    if (!globals.has(name)) {
      // A name of nobody's is a mistake that the compiler tells.
      if (everywhere.has(name) || !declared.has(name))
        say(node, pathsFrom(node).find((path) => allowed.has(path)) ?? name);
    } else if (name === "Date") {
      const isOfInstant =
        ts.isNewExpression(parent) &&
        parent.expression === node &&
        parent.arguments !== undefined &&
        parent.arguments.length > 0 &&
        !parent.arguments.some((argument) => ts.isSpreadElement(argument));
      const isPart = access !== undefined && onlyNames.Date?.has(access);
      if (!isOfInstant && !isPart) say(node, use);
    } else if (name === "Math" && (access === undefined || access === "random")) say(node, use);
  };

  const visit = (node: ts.Node): void => {
    if (isTypeOnly(node)) return;
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { name, namedBindings } = node.importClause ?? {};
      const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined;
      const names = name || !named ? undefined : named.map((each) => (each.propertyName ?? each.name).text);
      fromModule(node, node.moduleSpecifier.text, names);
      return;
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      fromModule(node, node.moduleSpecifier.text, undefined);
      return;
    }
    if (ts.isImportEqualsDeclaration(node)) say(node, "import =");
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) say(node, "import()");
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      const { parent } = node;
      say(node, ts.isPropertyAccessExpression(parent) ? `import.meta.${parent.name.text}` : "import.meta");
    }
    if (ts.isPropertyAccessExpression(node)) property(node.name, node.expression, node.name.text);
    if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: key } = node;
      if (ts.isStringLiteralLike(key)) property(key, node.expression, key.text);
      else if (makesText(key)) say(key, madeUp);
    }
    if (ts.isBindingElement(node)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) property(name, undefined, name.text);
    }
    if (ts.isStringLiteralLike(node) && reaching.has(node.text) && !["caller", "callee"].includes(node.text))
      say(node, node.text);
    const target = written(node);
    if (target && (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))) {
      const root = rootOf(target);
      if (ts.isIdentifier(root) && (imported.has(root.text) || (globals.has(root.text) && !declared.has(root.text))))
        say(node, `${root.text}… =`);
    }
    if (ts.isIdentifier(node) && isReference(node)) identifier(node);
    ts.forEachChild(node, visit);
  };

  // A name of the environment's that is given anew in one place would hide its use in another.
  for (const [name, node] of declared) if (everywhere.has(name) && !globals.has(name)) say(node, name);
  visit(source);
  return faults;
}

/** The uses in the program's modules that are not allowed, by file and line. @param files texts by path */
export function lintProgram(files: ReadonlyMap<string, string>): LintFault[] {
  const faults = [...files].filter(([file]) => isLinted(file)).flatMap(([file, text]) => lintModule(file, text));
  const unique = new Map(faults.map((fault) => [JSON.stringify(fault), fault]));
  return [...unique.values()].sort(
    orderedBy(({ file, line, use }) => `${file}:${String(line).padStart(6, "0")} ${use}`),
  );
}
