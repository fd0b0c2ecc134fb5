/**
 * Which folder may import which: one way, from the top down, and never in a circle. `make test` checks it; by itself:
 * `node_modules/.bin/depcruise .`
 */

/**
 * Every folder with those that it may import besides itself. Node's modules and packages are free.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const layers = {
  catalog: [],
  components: ["catalog"],
  review: ["catalog", "components"],
  recovery: ["components"],
  policy: ["components", "review"],
  simulator: ["catalog", "components"],
  engine: ["components"],
  sandbox: ["components", "simulator", "engine"],
  operate: ["catalog", "components", "review", "recovery", "simulator", "engine", "sandbox"],
  plugin: ["catalog", "components"],
  bench: ["index.ts", "catalog", "components", "review", "recovery", "simulator", "engine", "sandbox", "operate"],
  battery: ["index.ts", "catalog", "components", "review", "recovery", "simulator", "engine", "sandbox", "operate"],
  test: [
    "index.ts",
    "catalog",
    "components",
    "review",
    "recovery",
    "policy",
    "plugin",
    "simulator",
    "engine",
    "sandbox",
    "operate",
    "bench",
    "battery",
    "vitest.config.ts",
  ],
  "index.ts": ["components"],
  "vitest.config.ts": [],
};

/** @param {readonly string[]} names */
function within(names) {
  return `^(?:${names.map((name) => (name.endsWith(".ts") ? name.replace(".", "\\.") : `${name}/`)).join("|")})`;
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circle",
      comment: "Two files that need each other are one, or have a third in them that both may import.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...Object.entries(layers).map(([name, below]) => ({
      name: `below-${name}`,
      comment: `${name} may import ${below.length === 0 ? "no other folder" : below.join(", ")}.`,
      severity: "error",
      from: { path: within([name]) },
      to: { dependencyTypes: ["local"], pathNot: within([name, ...below]) },
    })),
    {
      name: "has-a-layer",
      comment: "A new folder takes its place in the table of .dependency-cruiser.mjs.",
      severity: "error",
      from: { pathNot: [within(Object.keys(layers)), "^[.][^/]+$"] },
      to: {},
    },
    {
      name: "resolves",
      comment: "The file or package is not there.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "installed-where-it-runs",
      comment: "What `pulumi up` runs imports no package of devDependencies.",
      severity: "error",
      from: { path: within(["index.ts", "components", "catalog"]) },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(?:out|\\.simulated|engine/\\.build)/" },
    // Types count: a circle of types is one too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    progress: { type: "none" },
  },
};
