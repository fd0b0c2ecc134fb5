/** What a person must still do outside of Pulumi, where a consent opens nothing by itself. */
import { expect, test } from "vitest";
import type { VendorDefinition } from "../../components/definition.ts";
import { mailgatesSigma } from "../../components/vendors/mailgates-sigma.ts";
import type { Change } from "../../review/change.ts";
import { manualStepsOf } from "../../review/report/manual-steps.ts";
import { sentencesEn } from "../../review/words/sentences-en.ts";
import { sentencesJa } from "../../review/words/sentences-ja.ts";
import { holding, integration } from "./recordings.ts";
import { role } from "./rules/judged.ts";

/** A change as far as its steps are told by it. */
function change(aspect: Change["aspect"], how: Change["how"]): Change {
  return { aspect, how } as Change;
}

test("a site that Sites.Selected names is granted by a person, once the permission comes", () => {
  const selected = integration(holding(role("Sites.Selected"), role("OnlineMeetings.Read.All"), role("Mail.Read")));
  const steps = manualStepsOf([change("permission", "added")], selected, undefined);
  expect(steps).toEqual([{ code: "open-by-person", names: ["Sites.Selected", "OnlineMeetings.Read.All"] }]);
  const [step] = steps;
  if (step?.code !== "open-by-person") throw new Error("no step");
  expect(sentencesEn.manualStep["open-by-person"](step)).toBe(
    "Sites.Selected and OnlineMeetings.Read.All: the consent opens nothing by itself; grant each site, or the policy, by the commands of the hand-over sheet.",
  );
  expect(sentencesJa.manualStep["open-by-person"](step)).toBe(
    "Sites.Selected、OnlineMeetings.Read.All: 同意だけでは何も開かない。引き渡しシートのコマンドで、サイトまたはポリシーごとに付与する。",
  );
});

test("what the tenant must have is told with the permission that asks for it, each thing once", () => {
  const asked = integration(holding(role("ThreatHunting.Read.All"), role("SecurityIncident.Read.All")));
  const steps = manualStepsOf([change("permission", "added")], asked, undefined);
  expect(steps).toEqual([
    { code: "see-to", names: ["ThreatHunting.Read.All", "SecurityIncident.Read.All"], condition: "defender" },
  ]);
  const [step] = steps;
  if (step?.code !== "see-to") throw new Error("no step");
  expect(sentencesEn.manualStep["see-to"](step)).toBe(
    "ThreatHunting.Read.All and SecurityIncident.Read.All: need a licence of Microsoft Defender whose products send the data (Microsoft Defender portal). Without it the calls are refused or answer nothing.",
  );
  expect(sentencesJa.manualStep["see-to"](step)).toBe(
    "ThreatHunting.Read.All、SecurityIncident.Read.All: データを送る Microsoft Defender 製品のライセンスが必要です(Microsoft Defender ポータル)。ない場合、呼び出しは拒否されるか、何も返りません。",
  );
  expect(manualStepsOf([change("notes", "changed")], asked, undefined)).toEqual([]);
});

test("not by a change of something else, and not for what a consent opens", () => {
  const selected = integration(holding(role("Sites.Selected")));
  expect(manualStepsOf([change("notes", "changed")], selected, undefined)).toEqual([]);
  const whole = integration(holding(role("Sites.Read.All")));
  expect(manualStepsOf([change("permission", "added")], whole, undefined)).toEqual([]);
});

const added = [change("integration", "added")];

/** A definition with one step, whose text has a command for each shell. */
const withCommands: VendorDefinition = {
  ...mailgatesSigma,
  procedures: [
    {
      title: "Set up",
      when: "set-up",
      onPage: true,
      steps: [{ step: "7", by: "Exchange administrator", text: "Give the role.\nPS> New-It -App {clientId}\n$ id" }],
    },
  ],
};

test("a command that a vendor's file has somebody run stands before whoever approves the integration", () => {
  const own = { ...withCommands, writtenIn: "vendors/acme.yaml" };
  const steps = manualStepsOf(added, integration(holding()), own);
  expect(steps).toEqual([
    { code: "follow-sheet" },
    { code: "run-command", by: "Exchange administrator", step: "7", command: "New-It -App {clientId}" },
    { code: "run-command", by: "Exchange administrator", step: "7", command: "id" },
  ]);
  const [, step] = steps;
  if (step?.code !== "run-command") throw new Error("no step");
  expect(sentencesEn.manualStep["run-command"](step)).toBe(
    "Before approving, read what step 7 of the vendor's file has Exchange administrator run, which no rule judges: New-It -App {clientId}",
  );
  expect(sentencesJa.manualStep["run-command"](step)).toBe(
    "承認の前に、提供元のファイルの手順 7 で「Exchange administrator」が実行するコマンドを確認する(規則では判定されない): New-It -App {clientId}",
  );
});

test("not of a definition in code, which was read against the page, nor of an integration that stood before", () => {
  expect(manualStepsOf(added, integration(holding()), withCommands)).toEqual([{ code: "follow-sheet" }]);
  const own = { ...withCommands, writtenIn: "vendors/acme.yaml" };
  expect(manualStepsOf([change("notes", "changed")], integration(holding()), own)).toEqual([]);
});

test("of leaving, what is the vendor's is left; the file names the integration no more", () => {
  const removed = [change("integration", "removed")];
  expect(manualStepsOf(removed, undefined, mailgatesSigma).map(({ code }) => code)).toEqual(["undo", "undo", "undo"]);
  const inFile = mailgatesSigma.undo.filter(({ by }) => by.en === "Whoever changes the tenant's file");
  expect(inFile).toHaveLength(1);
});
