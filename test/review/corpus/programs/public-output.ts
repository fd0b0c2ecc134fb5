/** Hands out what no integration explains. */
import program from "../../../../index.ts";

export default async () => ({ ...((await program()) as object), note: "runbook" });
