import { expect, test } from "vitest";
import { type Fault, faultyWire } from "../../battery/fault.ts";
import { scheduleOf } from "../../battery/play.ts";

/** A wire to a service that counts what reaches it, with one fault at its second request. */
function wireWith(fault: Fault | undefined) {
  const reached: string[] = [];
  const deliver = async (url: string) => {
    reached.push(new URL(url).pathname);
    return Response.json({ id: "0123456789" }, { status: 201 });
  };
  const wire = faultyWire(deliver, ({ index }) => (index === 1 ? fault : undefined), { reached: () => {} });
  const post = (path: string) => wire.wire(`http://127.0.0.1:9${path}`, { method: "POST" });
  return { reached, wire, post };
}

async function second(fault: Fault) {
  const { reached, wire, post } = wireWith(fault);
  await post("/one");
  const answer = await post("/two").catch((error: Error) => error);
  return { reached, answer, seen: wire.lines.map(({ status, reached }) => [status, reached]) };
}

test("a fault before the effect answers in the service's place, and nothing reaches it", async () => {
  const { reached, answer, seen } = await second({ kind: "before", what: "429-retry-after" });
  expect(reached).toEqual(["/one"]);
  expect(answer instanceof Response && [answer.status, answer.headers.get("Retry-After")]).toEqual([429, "7"]);
  expect(seen).toEqual([
    [201, true],
    [429, false],
  ]);
});

test("a fault after the effect reaches the service, and its answer is lost", async () => {
  const { reached, answer } = await second({ kind: "after", what: "503" });
  expect(reached).toEqual(["/one", "/two"]);
  expect(answer instanceof Response && answer.status).toBe(503);
});

test("a reset is what fetch throws of one, a late answer its timeout", async () => {
  const reset = await second({ kind: "after", what: "reset" });
  expect(reset.answer instanceof TypeError && (reset.answer.cause as Error).message).toBe("read ECONNRESET");
  expect(reset.reached).toEqual(["/one", "/two"]);
  const late = await second({ kind: "after", what: "timeout" });
  expect(late.answer instanceof Error && late.answer.name).toBe("TimeoutError");
});

test("half an answer keeps its status and is no JSON", async () => {
  const { answer } = await second({ kind: "after", what: "truncated" });
  expect(answer instanceof Response && [answer.status, await answer.text()]).toEqual([201, '{"id":"01']);
});

test("what a person does in the portal comes before the request, which reaches the service as it was sent", async () => {
  const order: string[] = [];
  const { wire } = faultyWire(
    async (url) => {
      order.push(new URL(url).pathname);
      return new Response(null, { status: 204 });
    },
    () => ({ kind: "portal" }),
    { reached: () => {}, portal: ({ path }) => void order.push(`portal ${path}`) },
  );
  expect((await wire("http://127.0.0.1:9/applications/1", { method: "PATCH" })).status).toBe(204);
  expect(order).toEqual(["portal /applications/1", "/applications/1"]);
});

for (const [when, reaches] of [
  ["unsent", ["/one"]],
  ["committed", ["/one", "/two"]],
] as const)
  test(`a process that dies, ${when}, gets no answer and does nothing more`, async () => {
    const { reached, wire, post } = wireWith({ kind: "kill", when });
    await post("/one");
    const after: string[] = [];
    void post("/two").then(() => after.push("answered"));
    await wire.died;
    await new Promise((done) => setImmediate(done));
    expect(reached).toEqual(reaches);
    expect(after).toEqual([]);
  });

test("a process that dies unwritten gets its answer and goes on, until it is to write down what came of it", async () => {
  const { wire, post } = wireWith({ kind: "kill", when: "unwritten" });
  await wire.answered();
  await post("/one");
  expect((await post("/two")).status).toBe(201);
  expect((await post("/three")).status).toBe(201);
  const written: string[] = [];
  void wire.answered().then(() => written.push("written"));
  await wire.died;
  await new Promise((done) => setImmediate(done));
  expect(written).toEqual([]);
});

test("a lasting fault meets the same request again, and no other", () => {
  const fault: Fault = { kind: "before", what: "403-denied" };
  const schedule = scheduleOf({ faults: [{ at: 1, fault, lasting: true }] });
  const sent = (index: number, path: string) => schedule({ index, method: "POST", path, write: true });
  expect([sent(0, "/a"), sent(1, "/b"), sent(2, "/b"), sent(3, "/c")]).toEqual([undefined, fault, fault, undefined]);
});
