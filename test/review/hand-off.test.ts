/** The Exchange script that a person runs, as both sides' code writes it. */
import { expect, test } from "vitest";
import type { Mailbox } from "../../components/resolved-integration.ts";
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
  expect(compareHandOff(before, side([one, two], [header, opens(one), opens(two)]), "teamconnect")).toEqual([]);
  expect(compareHandOff(before, side([one], [header, opens(one), sends(one)]), "teamconnect")).toEqual([]);
});

test("a line for a mailbox that the file does not name is broadened, with the line", () => {
  const before = side([one], [header, opens(one)]);
  const after = side([one], [header, opens(one), opens(other)]);
  expect(compareHandOff(before, after, "teamconnect")).toMatchObject([
    { aspect: "mailbox", how: "added", after: opens(other), effect: "broadened" },
  ]);
});

test("a line that the code writes for every mailbox from now on is broadened", () => {
  const more = "Set-OrganizationConfig -SmtpClientAuthenticationDisabled $false";
  const before = side([one], [header, opens(one)]);
  const after = side([one], [header, opens(one), more], `${sample}\n${more}`);
  expect(compareHandOff(before, after, "teamconnect")).toMatchObject([{ after: more, effect: "broadened" }]);
});

test("a base whose recorder did not look leaves nothing to compare", () => {
  expect(compareHandOff(recording([]), side([one], [header, opens(other)]), "teamconnect")).toEqual([]);
});
