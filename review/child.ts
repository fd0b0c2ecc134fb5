/**
 * Records one side, in a process of its own with an empty environment. The request is the only argument; the answer
 * goes to file descriptor 3, so that what the program prints cannot be taken for it.
 */
import { writeFileSync } from "node:fs";
import { record } from "./evaluate/recorder.ts";
import type { RecordRequest } from "./run/protocol.ts";

const side = await record(JSON.parse(process.argv[2] ?? "{}") as RecordRequest);
writeFileSync(3, JSON.stringify(side));
// The program may have left timers or sockets behind.
process.exit(0);
