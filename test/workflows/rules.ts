/** The rules W1–W12, which pipelines keep, whoever runs them. Each finds what breaks it, in words. */
import {
  calls,
  commandsIn,
  type Job,
  meetsTenant,
  type Permissions,
  type Pipeline,
  pulumiCallsIn,
  type Step,
  writes,
} from "./pipeline.ts";

/** A rule of one pipeline. */
type Rule = (pipeline: Pipeline) => readonly string[];

export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

function applying({ jobs }: Pipeline): readonly Job[] {
  return jobs.filter((job) => commandsIn(job).some(writes));
}

function ofPullRequests({ triggers }: Pipeline): boolean {
  return triggers.some(({ on }) => on === "pull request");
}

/** Steps of a job, and each of their texts with where it stands. */
function textsOf(step: Step): readonly string[] {
  return [step.command ?? "", ...Object.values(step.env), ...Object.values(step.inputs)];
}

function everyText(pipeline: Pipeline): readonly string[] {
  return [
    ...Object.values(pipeline.env),
    ...pipeline.jobs.flatMap((job) => [...Object.values(job.env), ...job.steps.flatMap(textsOf)]),
  ];
}

function everyName(pipeline: Pipeline): readonly string[] {
  const steps = pipeline.jobs.flatMap(({ steps: all }) => all.flatMap(({ env }) => Object.keys(env)));
  return [...Object.keys(pipeline.env), ...pipeline.jobs.flatMap(({ env }) => Object.keys(env)), ...steps];
}

const storedSecret =
  /(?:CLIENT_SECRET|CLIENT_CERTIFICATE|CREDENTIALS|PASSWORD|PASSPHRASE|ACCESS_TOKEN|(?:ACCOUNT|ACCESS|STORAGE)_KEY)/;

/** Every stored secret that is named; the run's own token is none. */
function secretsIn(pipeline: Pipeline): readonly string[] {
  const named = everyText(pipeline).flatMap((text) => [...text.matchAll(/secrets\.([A-Za-z_]\w*)/g)]);
  return [...new Set(named.map(([, name = ""]) => name))].filter((name) => name !== "GITHUB_TOKEN");
}

function isOwnRepositoryOnly({ condition }: Job): boolean {
  return /github\.event\.pull_request\.head\.repo\.full_name\s*==\s*github\.repository/.test(condition);
}

function writesBy(granted: Permissions | undefined): readonly string[] {
  if (granted === undefined) return [];
  if ("all" in granted) return granted.all === "read-all" || granted.all === "" ? [] : [String(granted.all)];
  return Object.entries(granted).flatMap(([scope, level]) => (level === "write" ? [`${scope}: write`] : []));
}

/** What a job waits for, and what that waits for. */
function before(pipeline: Pipeline, { needs }: Job): readonly Job[] {
  const direct = pipeline.jobs.filter(({ name }) => needs.includes(name));
  return [...new Set(direct.flatMap((job) => [job, ...before(pipeline, job)]))];
}

/** W1: whoever meets the tenant proves it by OIDC; nothing is stored, and no other job can. */
const w1: Rule = (pipeline) => [
  ...(writesBy(pipeline.permissions).includes("id-token: write") || writesBy(pipeline.permissions).includes("write-all")
    ? ["every job can sign in: id-token belongs to the job that needs it"]
    : []),
  ...pipeline.jobs.flatMap((job) => {
    const meets = commandsIn(job).some(meetsTenant);
    const oidc = [job.env, ...job.steps.map(({ env }) => env)].some(({ ARM_USE_OIDC }) => ARM_USE_OIDC === "true");
    return [
      ...(job.signsIn && !meets ? [`${job.name} can sign in and does not meet the tenant`] : []),
      ...(meets && !job.signsIn ? [`${job.name} meets the tenant without OIDC`] : []),
      ...(meets && job.signsIn && !oidc ? [`${job.name} does not set ARM_USE_OIDC=true`] : []),
    ];
  }),
  ...[...new Set([...everyName(pipeline), ...secretsIn(pipeline)])]
    .filter((name) => storedSecret.test(name))
    .map((name) => `${name} is a stored secret`),
];

/** W2: an identity for each environment; whoever writes shares none with whoever reads. */
const w2: Rule = (pipeline) => {
  const writing = new Set(applying(pipeline).flatMap(({ environment }) => environment ?? []));
  return pipeline.jobs.flatMap((job) => {
    if (!job.signsIn) return [];
    if (job.environment === undefined) return [`${job.name} signs in without an environment`];
    const reads = !commandsIn(job).some(writes);
    return reads && writing.has(job.environment) ? [`${job.name} reads with the identity that writes`] : [];
  });
};

const npm: readonly (readonly [RegExp, string])[] = [
  [/\bnpm\s+ci\b(?!.*--ignore-scripts)/, "npm ci runs packages' scripts: --ignore-scripts"],
  [/\bnpm\s+(?:install|i|add|update|up)\b/, "npm install takes other packages than the lockfile's: npm ci"],
  [/\bnpx\b|\bnpm\s+(?:exec|x|init)\b/, "npm exec fetches a package of that name where none is installed"],
  [/\b(?:yarn|pnpm|bunx?)\s+(?:dlx|x)\b/, "it fetches a package that no lockfile names"],
  [/\b(?:curl|wget)\b.*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/, "a script is run as it arrives"],
  [/\b(?:curl|wget)\b(?=.*\bget\.pulumi\.com\b)/, "the CLI is not checked against a checksum"],
];

/** Plugins are the ones that were installed, and none that the engine fetches by itself. */
function fetchesPlugins(job: Job): boolean {
  const runsProgram = commandsIn(job).some((command) => writes(command) || calls(command, "plan"));
  return runsProgram && job.env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION !== "true";
}

/** W3: what runs is pinned: actions by their commit, packages by the lockfile and without scripts, the CLI by its version. */
const w3: Rule = ({ host, jobs }) =>
  jobs.flatMap((job) => [
    ...(fetchesPlugins(job)
      ? [`${job.name}: the engine fetches plugins: PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION`]
      : []),
    ...job.steps.flatMap(({ uses, command = "", inputs }) => {
      const name = uses ?? "";
      const pinned =
        host === "azure"
          ? /^[A-Za-z]+@\d+$/.test(name)
          : name.startsWith("./") || /@[0-9a-f]{40}$/.test(name) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(name);
      const version = inputs["pulumi-version"];
      return [
        ...(uses !== undefined && !pinned ? [`${job.name}: ${uses} is not pinned by its commit`] : []),
        ...(name.startsWith("pulumi/actions@") && !/^\d+\.\d+\.\d+$/.test(version ?? "")
          ? [`${job.name}: the Pulumi CLI is not pinned to a version`]
          : []),
        ...npm.flatMap(([pattern, why]) => (pattern.test(command) ? [`${job.name}: ${why}`] : [])),
      ];
    }),
  ]);

/** Who may report on a pull request, and on nothing else. */
const reporting = new Set(["pull-requests: write"]);

/** W4: the least rights; what a pull request brings runs without any. */
const w4: Rule = (pipeline) => {
  const { permissions, triggers, jobs } = pipeline;
  const atTop = writesBy(permissions);
  const others = permissions !== undefined && !("all" in permissions) ? Object.keys(permissions) : [];
  const narrow = permissions !== undefined && !("all" in permissions) && others.every((scope) => scope === "contents");
  const github = pipeline.host === "github";
  const reports = triggers.some(({ on }) => on === "end of another");
  return [
    ...(github && (!narrow || atTop.length > 0) ? ["permissions at the top are not {} or contents: read"] : []),
    ...(triggers.some(({ on }) => on === "pull request, with the base's rights")
      ? ["pull_request_target gives a stranger's change the base's rights"]
      : []),
    ...jobs.flatMap((job) => {
      const found: string[] = [];
      for (const { uses = "", inputs, command = "", env } of job.steps) {
        const checksOut = github ? uses.startsWith("actions/checkout@") : "persist-credentials" in inputs;
        if (checksOut && inputs["persist-credentials"] !== "false")
          found.push(`${job.name}: the checkout leaves its token on the disk: persist-credentials: false`);
        if (/\$\{\{|\$\([A-Za-z]\w*(?:\.\w+)+\)/.test(command))
          found.push(`${job.name}: an expression in a script: hand it over in env`);
        if (
          reports &&
          (uses !== "" || /\bgit\s+(?:clone|fetch|checkout)\b|\bgh\s+(?:repo\s+clone|pr\s+checkout)\b/.test(command))
        )
          found.push(
            `${job.name}: a run after a pull request's takes code: it has rights that the change must not reach`,
          );
        if (
          reports &&
          Object.values(env).some((value) => /head_branch|head_commit|display_title/.test(value)) &&
          /\beval\b/.test(command)
        )
          found.push(`${job.name}: a stranger's text is run`);
      }
      if (reports && (job.signsIn || writesBy(job.permissions).some((scope) => !reporting.has(scope))))
        found.push(`${job.name}: it may only write to pull requests`);
      if (ofPullRequests(pipeline) && !isOwnRepositoryOnly(job)) {
        const granted = [
          ...writesBy(job.permissions),
          ...(job.environment === undefined ? [] : [`environment ${job.environment}`]),
        ];
        if (granted.length > 0) found.push(`${job.name}: a fork's pull request gets ${granted.join(", ")}`);
        if (commandsIn(job).some(meetsTenant)) found.push(`${job.name}: a fork's pull request meets the tenant`);
      }
      return found;
    }),
    ...((ofPullRequests(pipeline) || reports) && secretsIn(pipeline).length > 0
      ? [`a pull request's run names secrets: ${secretsIn(pipeline).join(", ")}`]
      : []),
  ];
};

/** W5: a preview for a pull request is the reader's, of this repository alone, and writes nothing to the state. */
const w5: Rule = (pipeline) => {
  if (!ofPullRequests(pipeline)) return [];
  return pipeline.jobs.flatMap((job) => {
    const commands = commandsIn(job);
    if (commands.some(writes)) return [`${job.name}: a pull request's run applies`];
    if (!commands.some(meetsTenant)) return [];
    return [
      ...(isOwnRepositoryOnly(job) ? [] : [`${job.name}: a preview for whoever has a fork`]),
      ...commands
        .flatMap(pulumiCallsIn)
        .filter((words) => /^preview\b/.test(words) && !words.includes("--refresh=false"))
        .map(() => `${job.name}: a preview that refreshes: --refresh=false`),
    ];
  });
};

/** W6: applied from the default branch alone, in an environment, after a look at how that is protected. */
const w6: Rule = (pipeline) =>
  applying(pipeline).flatMap((job) => {
    const found: string[] = [];
    for (const trigger of pipeline.triggers) {
      const onMain = /github\.ref\s*==\s*'refs\/heads\/main'|Build\.SourceBranch.*refs\/heads\/main/.test(
        job.condition,
      );
      if (trigger.on === "push") {
        const [only, ...more] = trigger.branches ?? [];
        if (trigger.tags || only !== "main" || more.length > 0)
          found.push(`${job.name}: it applies another branch or a tag`);
      } else if (trigger.on === "person") {
        if (!onMain) found.push(`${job.name}: a person applies any branch: if: github.ref == 'refs/heads/main'`);
      } else found.push(`${job.name}: it applies on ${trigger.on}`);
    }
    if (job.environment === undefined) found.push(`${job.name}: it applies without an environment, so nobody approves`);
    const guards = before(pipeline, job).filter((one) =>
      commandsIn(one).some((command) => calls(command, "doctor") && command.includes("--github")),
    );
    if (pipeline.host === "github") {
      if (guards.length === 0) found.push(`${job.name}: no job before it looks whether its environment is protected`);
      for (const guard of guards) if (guard.signsIn) found.push(`${guard.name}: the guard can sign in`);
    }
    return found;
  });

/** W7: what is applied is the plan that was seen, and the plan lives a day. */
const w7: Rule = (pipeline) =>
  applying(pipeline).flatMap((job) => {
    const commands = commandsIn(job);
    const unseen = commands.flatMap(pulumiCallsIn).filter((words) => /^up\b/.test(words) && !words.includes("--plan"));
    const applies = commands.some((command) => calls(command, "apply")) || unseen.length > 0;
    const planned = before(pipeline, job).filter((one) => commandsIn(one).some((command) => calls(command, "plan")));
    const uploads = planned.flatMap(({ steps }) =>
      steps.filter(({ uses = "" }) => uses.startsWith("actions/upload-artifact@")),
    );
    return [
      ...unseen.map(() => `${job.name}: it applies what nobody has seen planned: up --plan, or ./integrations apply`),
      ...(applies && planned.length === 0 ? [`${job.name}: no job before it plans`] : []),
      ...planned
        .filter((one) => one.environment === job.environment)
        .map((one) => `${one.name}: it plans in the environment that approves the plan`),
      ...planned
        .filter(({ stage }) => pipeline.host === "azure" && stage === job.stage)
        .map(({ name }) => `${name}: the approval stands before the plan: a stage for each`),
      ...uploads
        .filter(({ inputs }) => inputs["retention-days"] !== "1")
        .map(() => "the plan lives longer than a day: retention-days: 1"),
    ];
  });

/** W8: one run at a time for a stack, and none is cut off. */
const w8: Rule = (pipeline) => {
  if (applying(pipeline).length === 0) return [];
  const { oneAtATime } = pipeline;
  if (oneAtATime === undefined) return ["two runs can apply at once: concurrency, by the stack"];
  return [
    ...(oneAtATime.cancels ? ["a run that applies is cut off by the next: cancel-in-progress: false"] : []),
    ...(pipeline.host === "github" && !/stack/i.test(oneAtATime.group) ? ["the group does not name the stack"] : []),
  ];
};

/** W9: what runs by the clock looks, and applies nothing. */
const w9: Rule = (pipeline) =>
  pipeline.triggers.some(({ on }) => on === "schedule")
    ? applying(pipeline).map(({ name }) => `${name}: it applies by the clock`)
    : [];

/** W11: what would apply more, less or other than was seen, or print a secret. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/--continue-on-error\b/, "--continue-on-error: a deletion after an error"],
  [/--show-secrets\b/, "--show-secrets: the log keeps them"],
  [/--target(?:-dependents)?\b/, "--target: part of what was reviewed"],
  [/--replace\b/, "--replace: a new client id, a new secret"],
  [/--ignore-protect\b|--exclude-protected\b/, "--ignore-protect"],
  [/--logflow\b|\s-v=?\s*(?:9|[1-9]\d+)\b/, "a log with every request"],
];

const forbiddenNames = /^(?:PULUMI_CONTINUE_ON_ERROR|PULUMI_DEBUG_GRPC|TF_LOG\w*|ACTIONS_STEP_DEBUG)$/;

const w11: Rule = (pipeline) => [
  ...pipeline.jobs.flatMap((job) =>
    commandsIn(job).flatMap((command) => [
      ...forbidden.flatMap(([pattern, why]) => (pattern.test(command) ? [`${job.name}: ${why}`] : [])),
      ...(/--skip-preview\b|\s-f\b(?=.*\bup\b)/.test(command) && !command.includes("--plan")
        ? [`${job.name}: --skip-preview without --plan`]
        : []),
    ]),
  ),
  ...[
    ...everyName(pipeline),
    ...everyText(pipeline).flatMap((text) => [...text.matchAll(/\b([A-Z]\w+)=/g)].map(([, name = ""]) => name)),
  ]
    .filter((name) => forbiddenNames.test(name))
    .map((name) => `${name} is set`),
];

/** W12: nothing is destroyed. */
const w12: Rule = (pipeline) =>
  pipeline.jobs.flatMap((job) =>
    commandsIn(job)
      .filter(
        (command) =>
          pulumiCallsIn(command).some((words) => /^(?:destroy|stack\s+rm|state\s+delete)\b/.test(words)) ||
          /\bintegrations\b.*\bdestroy\b|\bmake\s+(?:.*\s)?destroy\b/.test(command),
      )
      .map(() => `${job.name}: it destroys`),
  );

const ofOne: Readonly<Record<string, Rule>> = {
  W1: w1,
  W2: w2,
  W3: w3,
  W4: w4,
  W5: w5,
  W6: w6,
  W7: w7,
  W8: w8,
  W9: w9,
  W11: w11,
  W12: w12,
};

/** Once a day at least, by the cron's last three fields. */
function isDaily(cron: string): boolean {
  return /^\S+ \S+ \* \* \*$/.test(cron);
}

function isWeekly(cron: string): boolean {
  return isDaily(cron) || /^\S+ \S+ \* \* [0-7A-Z,]+$/.test(cron);
}

function byTheClock(pipelines: readonly Pipeline[], often: (cron: string) => boolean, verb: string): boolean {
  return pipelines.some(
    ({ triggers, jobs }) =>
      triggers.some((trigger) => trigger.on === "schedule" && trigger.crons.some(often)) &&
      jobs.some((job) => commandsIn(job).some((command) => calls(command, verb))),
  );
}

/** What all pipelines of a repository come to. */
export function findings(pipelines: readonly Pipeline[]): readonly Finding[] {
  const all = pipelines.map(({ file }) => file).join(", ");
  return [
    ...pipelines.flatMap((pipeline) =>
      Object.entries(ofOne).flatMap(([rule, find]) =>
        [...new Set(find(pipeline))].map((message) => ({ rule, file: pipeline.file, message })),
      ),
    ),
    ...(byTheClock(pipelines, isDaily, "verify")
      ? []
      : [{ rule: "W9", file: all, message: "nothing compares the tenant with the file every night" }]),
    ...(byTheClock(pipelines, isWeekly, "status")
      ? []
      : [{ rule: "W10", file: all, message: "nothing looks every week which credentials are due" }]),
  ];
}
