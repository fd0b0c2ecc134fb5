/** Plays cases one after the other in a thread of its own, as they come. */
import { parentPort } from "node:worker_threads";
import type { Case } from "./cases.ts";
import { resultOf } from "./result.ts";
import { stories } from "./story.ts";

const port = parentPort;
if (!port) throw new Error("worker.ts is started by run.ts");
const told = await stories();
port.on("message", (one: Case) => void resultOf(one, told).then((result) => port.postMessage(result)));
port.postMessage("ready");
