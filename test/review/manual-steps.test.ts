/** What a person must still do outside of Pulumi, where a consent opens nothing by itself. */
import { expect, test } from "vitest";
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
    "ThreatHunting.Read.All and SecurityIncident.Read.All: needs a licence of Microsoft Defender whose products send the data (Microsoft Defender portal). Without it the calls are refused or answer nothing.",
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
