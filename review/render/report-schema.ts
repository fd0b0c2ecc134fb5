/** The shape of the JSON report. docs/report.schema.json is generated from it (test/review/render.test.ts keeps it current). */
import { z } from "zod";
import { programParts } from "../program/change.ts";

const effect = z.enum(["broadened", "narrowed", "changed"]).describe("What a change does to the vendor's reach");
const verdict = z
  .enum(["unchanged", "narrowed", "changed", "broadened"])
  .describe("The whole review in one word; mixed is broadened");
const said = z.strictObject({ en: z.string(), ja: z.string() }).describe("A sentence in English and in Japanese");

const change = z.strictObject({
  aspect: z.string().describe("What kind of thing differs: permission, redirect-uri, owner, credential …"),
  how: z.enum(["added", "removed", "changed"]),
  effect,
  subject: z.string().describe("Which one: the permission, URI, owner, credential …"),
  called: z
    .string()
    .optional()
    .describe("Whom an object id in `subject` means, as the file says, and whether this change says it first"),
  before: z.string().optional().describe("Words for the reader; absent where there was none"),
  after: z.string().optional().describe("Words for the reader; absent where there is none"),
  permission: z
    .strictObject({ appId: z.string(), kind: z.enum(["delegated", "application"]), name: z.string() })
    .optional()
    .describe("Of a permission: which one"),
  newReceiver: z
    .string()
    .optional()
    .describe("Of a redirect URI: the host that authorization codes and tokens go to now, and did not before"),
  newIdentity: z.literal(true).optional().describe("What the vendor holds stops working; every place is typed anew"),
  onceDone: z.string().optional().describe("What a person must do before the effect is there"),
  refusedByProtect: z.boolean().optional().describe("True: the engine will refuse this deletion"),
});

const permission = z
  .strictObject({
    api: z.string(),
    kind: z.enum(["delegated", "application"]),
    name: z.string(),
    risk: z.enum(["low", "medium", "high", "critical"]),
    riskReason: z.string(),
    allows: z.string().describe("What it lets its holder do"),
    allowsJa: z.string().describe("The same in Japanese"),
    tenantWide: z.boolean(),
    narrower: z.string().optional().describe("A narrower way, where one is known"),
  })
  .describe("A permission that the changes name");

const integration = z.strictObject({
  name: z.string().describe("Empty: what stands outside every integration"),
  vendor: z.string(),
  product: z.string(),
  verdict,
  about: z
    .strictObject({
      purpose: z.string(),
      contact: z.string(),
      ticket: z.string(),
      partOf: z.string().optional().describe("The entry of the file that it is a part of"),
      together: z
        .strictObject({
          others: z.array(z.string()).describe("The other linked applications of the entry that stand"),
          reach: said.optional().describe("What all of them together allow; with the first of them alone"),
        })
        .optional(),
      permissionSet: said.optional().describe("The way of using the product that is chosen"),
      page: z
        .strictObject({ publisher: z.string(), title: z.string(), asOf: z.string().optional() })
        .optional()
        .describe("The vendor's page that asks for it"),
    })
    .optional()
    .describe("What a person wrote of it; absent outside every integration"),
  reach: said.describe("What the vendor can do after the change, in one or two sentences"),
  changes: z.array(change),
  permissions: z.array(permission),
  combinations: z.array(said).describe("What combines into more than its parts"),
  byHand: z.array(said).describe("What a person must still do outside Pulumi"),
});

const finding = z.strictObject({
  rule: z.string().describe("The rule's name, its heading in docs/rules.md"),
  level: z
    .enum(["block", "accept", "vendor", "warn"])
    .describe(
      "block: refused · accept: unless accepted · vendor: unless accepted and demanded by the page · warn: said",
    ),
  integration: z.string().describe("Empty: outside every integration"),
  subject: z.string().describe("As an exception names it in `subject`; empty where the rule judges the whole"),
  path: z.string().describe("Place in the tenant's file"),
  line: z.int().optional().describe("Line in the tenant's file, from 1"),
  message: z.string(),
  remedy: z.string(),
  preExisting: z.boolean().describe("True: the change neither introduces nor worsens it"),
  accepted: z.strictObject({ until: z.string(), reason: z.string() }).optional(),
  blocks: z.boolean().describe("True: this finding alone refuses the change"),
});

/** The report of one stack. */
const stackReport = z
  .strictObject({
    stack: z.string(),
    file: z.string().describe("The tenant's file, relative to the checkout"),
    now: z.string().describe("The day by which lifetimes and exceptions were measured, YYYY-MM-DD in UTC"),
    verdict,
    because: said.describe("One line that says why"),
    news: said.optional().describe("What is new: who can now do what, what it was before, until when"),
    blocks: z.boolean().describe("True: the change is refused"),
    base: z.strictObject({ revision: z.string(), state: z.enum(["evaluated", "absent"]) }),
    judgedBy: z.enum(["base", "working-tree"]).describe("Whose rules judged"),
    sameCode: z.boolean().describe("True: both sides run, and are judged by, the same code"),
    deployer: z
      .strictObject({
        id: z.string(),
        kind: z.enum(["user", "servicePrincipal", "unknown"]),
        name: z.string().optional().describe("As the file calls it"),
      })
      .optional()
      .describe("The owner that deploys, by object id; absent where the file does not say"),
    remarks: z.array(said).describe("What the reader must know of the review itself"),
    integrations: z.array(integration).describe("Changed ones, the most dangerous first"),
    unchanged: z.array(z.string()).describe("Names of integrations without a change"),
    findings: z.array(finding).describe("What refuses first, then what is new, then what stands"),
  })
  .describe("What the change does to one stack");

const failure = z.strictObject({
  stack: z.string(),
  file: z.string().describe("The tenant's file, relative to the checkout"),
  faults: z.array(z.string()).describe("Which side, then why, one fault an entry"),
});

/** A JSON report: one document, however many stacks differ. */
export const reportSchema = z
  .strictObject({
    schema: z.literal(2).describe("Goes up when a key changes its meaning or goes; new keys may come without"),
    verdict: verdict.describe("Of all stacks together, as of the changes of one"),
    blocks: z.boolean().describe("True: the change of at least one stack is refused"),
    base: z.strictObject({ revision: z.string() }),
    program: z
      .strictObject({
        headline: said.describe("The report's first line"),
        files: z.array(
          z.strictObject({
            path: z.string(),
            part: z.enum(programParts).describe("What the file is"),
            how: z.enum(["added", "removed", "changed"]),
          }),
        ),
      })
      .nullable()
      .describe("What differs of the code that runs or judges; it refuses. null: the same code on both sides"),
    stacks: z.array(stackReport).describe("Every stack that differs: what is refused first, then the widest"),
    failed: z.array(failure).describe("Stacks that could not be evaluated; the exit code is then 2"),
    unchanged: z.array(z.string()).describe("Names of stacks in which nothing differs"),
  })
  .meta({ title: "Review of a change of tenants' integrations" });
