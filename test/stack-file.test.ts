import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { engineSettings, stackFile, stackFiles, tenantFileOf } from "../components/stack-file.ts";

/** A checkout with these files. */
function checkout(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "checkout-"));
  mkdirSync(join(root, "tenants"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return root;
}

test("a stack takes tenants/<stack>.yaml, or the file that its configuration names", () => {
  expect(tenantFileOf("prod", undefined)).toBe("tenants/prod.yaml");
  expect(tenantFileOf("prod", "")).toBe("tenants/prod.yaml");
  expect(tenantFileOf("prod", "./tenants/contoso.yaml")).toBe("tenants/contoso.yaml");
});

test("the configuration key is that of the project's own name", () => {
  const root = checkout({
    "Pulumi.yaml": "name: ours\n",
    "Pulumi.prod.yaml": "config:\n  ours:tenant: tenants/contoso.yaml\n  other:tenant: tenants/no.yaml\n",
  });
  expect(stackFile(root, "prod")).toEqual({
    stack: "prod",
    project: "ours",
    config: { "ours:tenant": "tenants/contoso.yaml", "other:tenant": "tenants/no.yaml" },
    file: "tenants/contoso.yaml",
  });
});

test("a stack is found once, also where its settings name another file than that of its own name", () => {
  const root = checkout({
    "Pulumi.yaml": "name: ours\n",
    "Pulumi.prod.yaml": "config:\n  ours:tenant: tenants/contoso.yaml\n",
    "tenants/contoso.yaml": "",
    "tenants/prod.yaml": "",
  });
  expect(stackFiles(root).map(({ stack, file }) => `${stack}: ${file}`)).toEqual(["prod: tenants/contoso.yaml"]);
});

test("every stack with settings is found, and every tenant's file that no settings name", () => {
  const root = checkout({
    "Pulumi.yaml": "name: ours\n",
    "Pulumi.prod.yaml": "config:\n  ours:tenant: tenants/contoso.yaml\n",
    "Pulumi.dev.yaml": "config: {}\n",
    "tenants/contoso.yaml": "",
    "tenants/dev.yaml": "",
    "tenants/second.yaml": "",
  });
  expect(stackFiles(root).map(({ stack, file }) => `${stack}: ${file}`)).toEqual([
    "dev: tenants/dev.yaml",
    "prod: tenants/contoso.yaml",
    "second: tenants/second.yaml",
  ]);
});

test("the project's own configuration counts where the stack's says nothing, by short and by full key", () => {
  const project = "name: ours\nconfig:\n  tenant: { type: string, default: docs/example.yaml }\n  ours:other: plain\n";
  const root = checkout({ "Pulumi.yaml": project, "Pulumi.prod.yaml": "config:\n  tenant: tenants/contoso.yaml\n" });
  expect(stackFile(root, "dev")).toMatchObject({
    file: "docs/example.yaml",
    config: { "ours:tenant": "docs/example.yaml", "ours:other": "plain" },
  });
  expect(stackFile(root, "prod").file).toBe("tenants/contoso.yaml");
});

test.each(["stackConfigDir: docs", "config: docs"])("a stack's settings stand where the project says: %s", (line) => {
  const root = checkout({
    "Pulumi.yaml": `name: ours\n${line}\n`,
    "Pulumi.prod.yaml": "config: { ours:tenant: a.yaml }\n",
  });
  mkdirSync(join(root, "docs"));
  writeFileSync(join(root, "docs/Pulumi.prod.yaml"), "config: { ours:tenant: docs/example.yaml }\n");
  expect(stackFile(root, "prod").file).toBe("docs/example.yaml");
  expect(stackFiles(root).map(({ stack, file }) => `${stack}: ${file}`)).toEqual(["prod: docs/example.yaml"]);
});

test("what the engine is told beside the configuration: the program, the state, its key, another project file", () => {
  const root = checkout({
    "Pulumi.yaml":
      "name: ours\ndescription: words\nmain: deploy\nruntime: { name: nodejs, options: { nodeargs: --import ./x.mjs } }\nbackend: { url: 's3://theirs' }\n",
    "Pulumi.prod.yaml": "secretsprovider: azurekeyvault://theirs\nencryptedkey: abc\nconfig: { ours:tenant: a.yaml }\n",
    "Pulumi.json": "{}",
  });
  expect(engineSettings(root, "prod")).toEqual({
    main: '"deploy"',
    "runtime.name": '"nodejs"',
    "runtime.options.nodeargs": '"--import ./x.mjs"',
    "backend.url": '"s3://theirs"',
    secretsprovider: '"azurekeyvault://theirs"',
    encryptedkey: '"abc"',
    "Pulumi.json": '"in place of Pulumi.yaml"',
  });
});
