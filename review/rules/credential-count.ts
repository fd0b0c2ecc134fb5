import { mostAlive } from "../../components/rotation.ts";
import type { Clause } from "../clause.ts";
import type { PlannedIntegration } from "../recording.ts";
import type { Found, SingleRule } from "./rule.ts";

/** Credentials as registered with Entra, those beside the schedule too. */
function tooMany({ credentials }: PlannedIntegration, now: string): Found[] {
  const ends = Object.entries(credentials.registeredEnds);
  const alive = ends.filter(([, end]) => end === "" || end.slice(0, 10) > now).map(([issued]) => issued);
  if (alive.length <= mostAlive) return [];
  const count: Clause = { code: "live-credentials", issued: alive };
  return [{ path: "credentials", level: "block", values: { count }, measure: alive.length, variant: "alive" }];
}

/** Instances of one integration share its credential: they lose it together. */
function shared({ instances }: PlannedIntegration): Found[] {
  if (instances.length < 2) return [];
  const count: Clause = { code: "shared-credential", instances };
  return [{ path: "instances", level: "warn", values: { count }, measure: instances.length, variant: "instances" }];
}

/** More credentials than a renewal needs are more that can be stolen. */
export const credentialCount: SingleRule = {
  name: "credential-count",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence: "{integration} holds {count}; two live credentials for one holder are what a renewal takes.",
  remedy:
    "Retire the oldest in a change of its own, then add; give an instance that must not fall with another an integration of its own.",
  source: "Microsoft, security best practices for application properties; OWASP NHI9",
  check({ integration, now }) {
    return [...tooMany(integration, now), ...shared(integration)];
  },
};
