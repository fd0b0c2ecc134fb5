/** What a rotation does, in words. */
import { exemption } from "../../components/tenant-policy.ts";
import type { Move, RetireReason, Wait } from "./advance.ts";

function because(reason: RetireReason): string {
  switch (reason.code) {
    case "ended":
      return `it ended on ${reason.on}`;
    case "replaced":
      return `${reason.by} is in use (confirmed ${reason.confirmed}) and ${reason.days} days old`;
    case "leaked":
      return `it leaked, and ${reason.by} is in use`;
    case "leaked-unused":
      return "it leaked before the vendor used it";
  }
}

function waiting(wait: Wait, integration: string): string {
  switch (wait.code) {
    case "young":
      return `nothing until ${wait.until}`;
    case "unconfirmed":
      return `waits until ${wait.issued} is handed over and confirmed: ./integrations rotate ${integration} --confirm`;
    case "overlap":
      return `both stay until ${wait.until}`;
    case "resting":
      return "nothing: it is suspended, leaving, or has no credential";
    case "too-many":
      return `${wait.issued.length} credentials live (${wait.issued.join(", ")}); take one out by hand, in a change of its own`;
    case "still-used":
      return `${wait.issued} stays: it was used at ${wait.at}, after ${wait.by} was confirmed on ${wait.confirmed}. Find the place that still has it, hand ${wait.by} over there, and confirm that place again: ./integrations rotate ${integration} --confirm`;
    case "key-elsewhere":
      return `the next one is due, and its key is not made here: ${wait.holder ?? `whoever made the key of ${wait.issued} (the file names no keyHolder)`} makes a new key with a certificate and sends the certificate alone. Put it beside the tenant's file and add the line by hand: { issued: …, expires: …, certificate: <path>.pem }`;
    case "blocked":
      return `the next one is due, and the tenant takes ${wait.by === "blocksSecrets" ? "no new client secret" : "no certificate that is made here"} (tenant.policy.${wait.by}). Add one of another kind by hand where the vendor takes it, or ${exemption(wait.by, integration)}`;
    case "ahead":
      return `nothing can be issued before or beside ${wait.issued}, which stands as the newest: correct its date, or wait until the day after it`;
  }
}

/** One line on one integration's move. */
export function moveWords(integration: string, move: Move): string {
  switch (move.move) {
    case "issue":
      return `adds ${move.credential.issued}, good until ${move.credential.expires} (the first dead day)`;
    case "retire":
      return `takes ${move.issued} out: ${because(move.reason)}`;
    case "wait":
      return waiting(move.for, integration);
  }
}
