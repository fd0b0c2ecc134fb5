/** The review of a vendor's own application: what that vendor can do here, that no key of it is held, and what ends it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { vendors } from "../../components/vendors/index.ts";
import program from "../../index.ts";
import { evaluate } from "../../review/evaluate/index.ts";
import { reviewOf } from "../../review/judge-entry.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import type { Recording } from "../../review/recording.ts";
import { rules } from "../../review/rules/index.ts";
import { vendorsApplications } from "../vendors-applications.ts";

const folder = mkdtempSync(join(tmpdir(), "vendors-application-"));
const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
let count = 0;

async function recordedOf(text: string, change: (recorded: object) => void = () => undefined): Promise<Recording> {
  count += 1;
  const file = join(folder, `${count}.yaml`);
  writeFileSync(file, text);
  const evaluation = await evaluate(program, { ...from, config: { "m365-integrations:tenant": file } });
  expect(evaluation.problems).toEqual([]);
  change(evaluation);
  return recordingOf(evaluation, from);
}

async function review(before: Promise<Recording>, after: Promise<Recording>) {
  const context = { now: "2026-11-22", definitions: vendors, claimed: new Set<string>(), rules };
  const facts = { revision: "main", judgedBy: "base", remarks: [] } as const;
  return reviewOf(await before, await after, context, facts);
}

const alone = vendorsApplications.slice(0, vendorsApplications.indexOf("  rooms:"));
const owned = `${alone}  notes:
    vendor: live-platform-notifications
    permissions:
      Microsoft Graph: { application: [CallRecords.Read.All] }
    credentials:
      - { issued: 2026-11-21, expires: 2027-05-15 }
`;

describe("an integration with the vendor's own application that comes", () => {
  test("says what the vendor can do by itself, that this side holds no key, and what stops", async () => {
    const { integrations, verdict } = await review(recordedOf(alone), recordedOf(vendorsApplications));
    expect(verdict).toBe("broadened");
    expect(integrations.map(({ name }) => name)).toEqual(["rooms"]);
    expect(integrations[0]?.reach).toEqual({
      en: "Without any user present, Zoom Rooms, with its vendor's own application, can read, create, change and delete events in every calendar, and so send invitations in anybody's name. The application is the vendor's own: this side holds no key of it, none that expires, is renewed or could be withdrawn, and sees none of the vendor's. What ends its access is `suspended`, or leaving; then: Zoom Rooms show no meetings and book none.",
      ja: "ユーザーのサインインなしに、Zoom Rooms(提供元のアプリケーション)は、すべての予定表の予定を読み取り、作成、変更、削除し、任意のユーザーの名前で招待を送ることができます。アプリケーションは提供元のもので、こちらに鍵はなく、失効、更新、回収の対象もありません。提供元の鍵は確認できません。アクセスを終わらせるのは `suspended` か利用終了です。そのとき、Zoom Rooms に予定が表示されず、予約もできなくなります。",
    });
  });

  test("is news in one sentence, and asks nobody to type a credential", async () => {
    const report = await review(recordedOf(alone), recordedOf(vendorsApplications));
    expect(report.news).toEqual({
      en: "Without any user present, Zoom Rooms, with its vendor's own application, can now read, create, change and delete events in every calendar, and so send invitations in anybody's name (before: it was not there).",
      ja: "ユーザーのサインインなしに、Zoom Rooms(提供元のアプリケーション)は、新たにすべての予定表の予定を読み取り、作成、変更、削除し、任意のユーザーの名前で招待を送ることができるようになります(変更前: 連携なし)。",
    });
    expect(report.integrations[0]?.manualSteps.map(({ en }) => en)).toEqual([
      "Follow the hand-over sheet: the vendor's forms are typed by a person.",
    ]);
  });

  test("is owned as a principal alone, and widens nobody's sign-in: its audience is the vendor's", async () => {
    const { integrations } = await review(recordedOf(alone), recordedOf(vendorsApplications));
    const changes = integrations.flatMap((one) => one.changes);
    expect(changes.filter(({ aspect }) => aspect === "audience")).toEqual([]);
    const owners = changes.filter(({ aspect }) => aspect === "owner").map(({ after }) => after?.en);
    expect(new Set(owners)).toEqual(new Set(["a service principal, owner of the principal"]));
  });

  test("is refused nothing for the options that leave the principal to others", async () => {
    const { findings, blocks } = await review(recordedOf(alone), recordedOf(alone));
    expect([blocks, findings.map(({ rule }) => rule)]).toEqual([false, []]);
  });
});

describe("what is judged", () => {
  test("more is ignored of the principal than others may set: a suspension would have no effect", async () => {
    const loose = recordedOf(alone, (evaluation) => {
      const { registrations } = evaluation as { registrations: { name: string; ignoreChanges: string[] }[] };
      for (const one of registrations) if (one.name === "github-principal") one.ignoreChanges.push("accountEnabled");
    });
    const { findings, blocks } = await review(recordedOf(alone), loose);
    expect(blocks).toBe(true);
    expect(findings.map(({ rule }) => rule)).toContain("unjudgeable");
  });

  test("the principal of another application than the file names, and one that is taken over by useExisting", async () => {
    const other = recordedOf(alone, (evaluation) => {
      const { registrations } = evaluation as { registrations: { name: string; inputs: Record<string, unknown> }[] };
      for (const one of registrations)
        if (one.name === "github-principal")
          one.inputs = { ...one.inputs, clientId: "c55d6177-918e-4745-96d3-1715194bc7e8", useExisting: true };
    });
    const { findings, blocks } = await review(recordedOf(alone), other);
    expect(blocks).toBe(true);
    expect(findings.filter(({ rule }) => rule === "beyond-inputs").map(({ message }) => message.en)).toEqual([
      "github-principal (ServicePrincipal) gives what the registered inputs of github do not name: c55d6177-918e-4745-96d3-1715194bc7e8 and useExisting.",
    ]);
  });

  test("a scope more is broadened; a vendor that takes the place of an own application is another identity", async () => {
    const more = alone.replace("[User.Read, openid", "[User.Read, Mail.Read, openid");
    expect((await review(recordedOf(alone), recordedOf(more))).verdict).toBe("broadened");
    const before = owned.replace("  github:", "  zhub:").replace("  notes:", "  github:").replace("zhub", "hub");
    expect((await review(recordedOf(before), recordedOf(alone))).verdict).toBe("broadened");
  });

  test("suspended is narrowed; the lines removed leave a principal without anything granted here", async () => {
    const suspended = `${vendorsApplications}    suspended: { since: 2026-11-22, reason: an incident }\n`;
    expect((await review(recordedOf(vendorsApplications), recordedOf(suspended))).verdict).toBe("narrowed");
    const { integrations } = await review(recordedOf(suspended), recordedOf(alone));
    expect(integrations.map(({ name, reach }) => [name, reach.en])).toEqual([
      [
        "rooms",
        "Nothing any more: everything granted to it here goes. Its principal stays in the tenant as the last change left it.",
      ],
    ]);
  });
});
