/** The Exchange script that a person runs, as both sides' code writes it. */
import { expect, test } from "vitest";
import type { VendorDefinition } from "../../components/definition.ts";
import type { Mailbox } from "../../components/resolved-integration.ts";
import { vendors } from "../../components/vendors/index.ts";
import { compareHandOff } from "../../review/compare/hand-off.ts";
import type { Recording } from "../../review/recording.ts";
import { integration, recording } from "./recordings.ts";

const header = "Connect-ExchangeOnline";
const opens = (address: string) => `Add-MailboxPermission -Identity '${address}' -AccessRights FullAccess`;
const sends = (address: string) => `Add-RecipientPermission '${address}' -AccessRights SendAs`;
const sample = [header, opens("<mailbox>"), sends("<mailbox>")].join("\n");

function mailbox(address: string): Mailbox {
  return { address, receive: true, sendAs: false, rights: ["FullAccess"] };
}

function side(addresses: readonly string[], script: readonly string[], written = sample): Recording {
  const mailer = integration({ name: "teamconnect", mailboxes: addresses.map(mailbox) });
  return recording([mailer], { handOff: { sample: written, scripts: { teamconnect: script.join("\n") } } });
}

const [one, two, other] = ["a@fabrikam.example", "b@fabrikam.example", "ceo@fabrikam.example"];

test("a mailbox more, or a right more, is explained by the file and says nothing here", () => {
  const before = side([one], [header, opens(one)]);
  expect(compareHandOff(before, side([one, two], [header, opens(one), opens(two)]))("teamconnect")).toEqual([]);
  expect(compareHandOff(before, side([one], [header, opens(one), sends(one)]))("teamconnect")).toEqual([]);
});

test("a line for a mailbox that the file does not name is broadened, with the line", () => {
  const before = side([one], [header, opens(one)]);
  const after = side([one], [header, opens(one), opens(other)]);
  expect(compareHandOff(before, after)("teamconnect")).toMatchObject([
    { aspect: "hand-off", how: "added", after: opens(other), effect: "broadened" },
  ]);
});

test("a line that the code writes for every mailbox from now on is broadened", () => {
  const more = "Set-OrganizationConfig -SmtpClientAuthenticationDisabled $false";
  const before = side([one], [header, opens(one)]);
  const after = side([one], [header, opens(one), more], `${sample}\n${more}`);
  expect(compareHandOff(before, after)("teamconnect")).toMatchObject([{ after: more, effect: "broadened" }]);
});

test("a base whose recorder did not look leaves nothing to compare", () => {
  expect(compareHandOff(recording([]), side([one], [header, opens(other)]))("teamconnect")).toEqual([]);
});

test("a line that the code no longer writes is changed, with the line", () => {
  const check = "if ($tenant -ne '<tenant>') { throw }";
  const before = side([one], [header, check, opens(one)], `${check}\n${sample}`);
  expect(compareHandOff(before, side([one], [header, opens(one)]))("teamconnect")).toMatchObject([
    { aspect: "hand-off", how: "removed", before: check, effect: "changed" },
  ]);
});

test("a step and a form of the vendor's page that say something else are changed, each by its place", () => {
  const page: VendorDefinition = vendors["mailgates-sigma"];
  const [procedure, ...others] = page.procedures;
  if (!procedure) throw new Error("no procedure");
  const [step, ...further] = procedure.steps;
  if (!step) throw new Error("no step");
  const fields = [{ label: "URL", value: { enter: "https://evil.example/{secret}" } }, ...(step.fields ?? [])];
  const changed = {
    ...page,
    procedures: [{ ...procedure, steps: [{ ...step, text: "Mail the secret.", fields }, ...further] }, ...others],
  };
  const at = (definition: VendorDefinition) =>
    recording([integration()], { definitions: { "mailgates-sigma": definition } });
  expect(compareHandOff(at(page), at(changed))("mailgates")).toMatchObject([
    {
      how: "added",
      subject: { code: "field", step: step.step, label: "URL" },
      after: "https://evil.example/{secret}",
      effect: "changed",
    },
    { how: "changed", subject: { code: "step", step: step.step }, before: `${step.by}: ${step.text}` },
  ]);
  expect(compareHandOff(at(page), at(page))("mailgates")).toEqual([]);
});

test("a renamed integration is held against its own former script", () => {
  const own = "Only-Here";
  const before = side([one], [header, opens(one), own]);
  const renamed = integration({ name: "legal-mail", mailboxes: [mailbox(one)] });
  const scripts = { "legal-mail": [header, opens(one), own].join("\n") };
  const after = recording([renamed], { handOff: { sample, scripts } });
  expect(compareHandOff(before, after)("legal-mail", "teamconnect")).toEqual([]);
  expect(compareHandOff(before, after)("legal-mail")).toMatchObject([{ how: "added", after: own }]);
});

test("a comment more is changed: nobody runs it", () => {
  const before = side([one], [header, opens(one)]);
  const after = side([one], [header, opens(one), "# Ask the owner of the mailbox first."]);
  expect(compareHandOff(before, after)("teamconnect")).toMatchObject([{ how: "added", effect: "changed" }]);
});

test("a side's sample is read once, however many integrations the stack has", () => {
  const names = Array.from({ length: 50 }, (_, at) => `mail-${at}`);
  let reads = 0;
  const handOff = {
    get sample() {
      reads += 1;
      return sample;
    },
    scripts: Object.fromEntries(names.map((name) => [name, [header, opens(one)].join("\n")])),
  };
  const stack = recording(
    names.map((name) => integration({ name, mailboxes: [mailbox(one)] })),
    { handOff: { sample, scripts: handOff.scripts } },
  );
  const compared = compareHandOff(stack, { ...stack, handOff });
  expect(names.flatMap((name) => compared(name))).toEqual([]);
  expect(reads).toBe(1);
});

test("roles of Exchange and their scope are the mailboxes' own; a role that none of them has is broadened", () => {
  const role = (name: string) => `New-ManagementRoleAssignment -Role '${name}' -CustomResourceScope $scope`;
  const scope = (name: string) => `$scope = 'm365-integrations ${name}'`;
  const limited = integration({
    name: "tickets",
    mailboxes: [{ address: one, receive: false, sendAs: false, rights: ["Application Mail.Read"] }],
  });
  const withScript = (...lines: readonly string[]) =>
    recording([limited], {
      handOff: {
        sample: [scope("tickets"), role("Application <role>")].join("\n"),
        scripts: { tickets: lines.join("\n") },
      },
    });
  const base = recording([integration({ name: "other", mailboxes: limited.mailboxes })], {
    handOff: { sample: [scope("other"), role("Application <role>")].join("\n"), scripts: { other: "" } },
  });
  const after = withScript(scope("tickets"), role("Application Mail.Read"));
  expect(compareHandOff(base, after)("tickets")).toEqual([]);
  const wider = withScript(scope("tickets"), role("Application Exchange Full Access"));
  expect(compareHandOff(base, wider)("tickets")).toMatchObject([
    { how: "added", after: role("Application Exchange Full Access"), effect: "broadened" },
  ]);
});
