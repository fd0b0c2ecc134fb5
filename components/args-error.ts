/**
 * Args of an Integration that are refused, in words for the person who wrote the program.
 */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultReport } from "./faults.ts";

/** Every fault of one integration's args. Pulumi shows its message without a stack trace. */
export class ArgsError extends pulumi.RunError {
  /** Paths begin at the args; `["name"]` is the integration's name. */
  readonly faults: readonly Fault[];
  constructor(name: string, faults: readonly Fault[]) {
    super(faultReport(`Integration ${name}`, faults));
    this.faults = faults;
  }
}
