import type { Clause, OwnedObject } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { type ChangeRule, comparesTwoStates, type IntegrationChange } from "./rule.ts";

interface Fault {
  readonly subject: string;
  readonly fault: Clause;
}

const places: readonly OwnedObject[] = ["application", "principal"];

/** Where somebody is not an owner, as registered. */
function missing({ owners }: RecordedIntegration, id: string): OwnedObject[] {
  return places.filter((place) => !owners[place].some((owner) => owner.id === id));
}

/** The owner marked `deploys` is not registered as an owner, and this change is what takes it out or names it. */
function namedFault({ before, after }: IntegrationChange): Fault[] {
  const deployer = after?.deployer;
  if (!after || deployer === undefined) return [];
  const where = missing(after, deployer);
  const stood = before?.deployer === deployer ? missing(before, deployer) : [];
  return where.some((place) => !stood.includes(place))
    ? [{ subject: deployer, fault: { code: "deployer-no-owner", deployer, of: where } }]
    : [];
}

/** The former deployer is taken out of the owners before the next one is an owner, so nobody could apply the change. */
function handoverFault({ before, after }: IntegrationChange): Fault[] {
  const [former, next] = [before?.deployer, after?.deployer];
  if (!before || !after || former === undefined || former === next) return [];
  const where = missing(after, former).filter((place) => !missing(before, former).includes(place));
  if (where.length === 0) return [];
  if (next !== undefined && missing(before, next).length === 0) return [];
  return [{ subject: former, fault: { code: "deployer-exchanged", former, of: where, next } }];
}

/** No owner is marked `deploys`, and no former owner stays, so the deployer is among those that are taken out. */
function exchangeFault({ before, after }: IntegrationChange): Fault[] {
  if (!before || !after || before.deployer !== undefined) return [];
  const gone = places.filter(
    (place) =>
      before.owners[place].length > 0 && before.owners[place].every(({ id }) => missing(after, id).includes(place)),
  );
  return gone.length === 0 ? [] : [{ subject: "", fault: { code: "no-owner-stays", of: gone } }];
}

/**
 * The deployer's rights are those of an owner (Application.ReadWrite.OwnedBy). The provider takes every owner away that
 * is not listed, the deployer as well, and from then on nothing can be renewed, suspended or taken back from here.
 */
export const deployerLockedOut: ChangeRule = {
  name: "deployer-locked-out",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence: "Lock-out: {fault}. From then on {integration} can be neither changed nor renewed nor removed from here.",
  remedy:
    "Leave the owner that deploys among `tenant.owners`. To let another one deploy, each in a change of its own: add it, then move `deploys: true` to it, then take the former one out.",
  source: "pulumi-azuread, Application and ServicePrincipal (owners); Microsoft Graph, Application.ReadWrite.OwnedBy",
  check(change) {
    const faults = [...namedFault(change), ...handoverFault(change), ...exchangeFault(change)];
    return faults.map(({ subject, fault }) => ({ subject, values: { fault } }));
  },
};
