/** The gRPC side, asked as the engine asks: through the SDK's own client. */
import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve } from "../../simulator/plugins/host.ts";
import type { ResourceKind } from "../../simulator/plugins/kind.ts";
import type { Plugin } from "../../simulator/plugins/operations.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";

const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
function secret(value: string) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** A toy service: locks with a colour, a place and a combination that the service makes. */
const shelf = new Map<string, Properties>();
let expired = false;

const lock: ResourceKind<string> = {
  type: "toy:index/lock:Lock",
  inputs: ["place", "colours", "note", "pin"],
  required: ["place"],
  forceNew: ["place"],
  computed: ["combination", "serial"],
  secretOutputs: ["combination"],
  kept: ["pin"],
  sets: ["colours"],
  defaults: {},
  recomputed: { serial: ["colours"] },
  outdated: () => (expired ? ["serial"] : []),
  create: async (shop, inputs, made) => {
    made("lock-1", { combination: "1-2-3" });
    if (inputs.note === "breaks") throw new Error(`${shop} dropped it`);
    const { pin: _, ...outputs } = { ...inputs, combination: "1-2-3", serial: "s1" } as Properties;
    shelf.set("lock-1", outputs);
    return { id: "lock-1", outputs };
  },
  read: async (_shop, id) => {
    const outputs = shelf.get(id);
    return outputs && { id, outputs };
  },
  update: async (_shop, id, inputs, prior) => {
    const outputs = { ...prior, ...inputs };
    shelf.set(id, outputs);
    return { id, outputs };
  },
  delete: async (_shop, id) => {
    shelf.delete(id);
  },
};

const toy: Plugin<string> = {
  name: "toy",
  version: "1.2.3",
  kinds: [lock],
  functions: { "toy:index/greet:greet": async (shop, args) => ({ text: `${shop} greets ${args.who}` }) },
  config: ["tenantId", "clientId"],
  replacingConfig: ["tenantId"],
  connect: async (config) => {
    if (config.tenantId === "wrong") throw new Error("AADSTS90002: Tenant 'wrong' not found.");
    return String(config.tenantId);
  },
};

const lockUrn = "urn:pulumi:dev::test::m365:index:Integration$toy:index/lock:Lock::front";
function message(properties: object) {
  return struct.Struct.fromJavaScript(properties as Properties);
}
const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;

let stop: () => void;
let client: ResourceProviderClient;
function call<Request, Response>(
  method: (request: Request, done: (cause: ServiceError | null, response: Response) => void) => unknown,
) {
  return promisify(method.bind(client)) as (request: Request) => Promise<Response>;
}

beforeAll(async () => {
  const served = await serve(toy);
  stop = served.stop;
  client = new ResourceProviderClient(`127.0.0.1:${served.port}`, credentials.createInsecure());
  await configure({ tenantId: "t1" });
});
afterAll(() => {
  client.close();
  stop();
});

function configure(args: object) {
  return call<provider.ConfigureRequest, provider.ConfigureResponse>(client.configure)(
    new provider.ConfigureRequest().setArgs(message(args)),
  );
}
async function check(news: object) {
  return (
    await call<provider.CheckRequest, provider.CheckResponse>(client.check)(
      new provider.CheckRequest().setUrn(lockUrn).setNews(message(news)),
    )
  ).toObject().failuresList;
}
function create(properties: object, preview: boolean, urn = lockUrn) {
  return call<provider.CreateRequest, provider.CreateResponse>(client.create)(
    new provider.CreateRequest().setUrn(urn).setProperties(message(properties)).setPreview(preview),
  );
}
function diff(olds: object, news: object) {
  return call<provider.DiffRequest, provider.DiffResponse>(client.diff)(
    new provider.DiffRequest()
      .setId("lock-1")
      .setUrn(lockUrn)
      .setOlds(message(olds))
      .setOldInputs(message(olds))
      .setNews(message(news)),
  );
}
function read(properties: object, inputs: object, id = "lock-1") {
  return call<provider.ReadRequest, provider.ReadResponse>(client.read)(
    new provider.ReadRequest().setId(id).setUrn(lockUrn).setProperties(message(properties)).setInputs(message(inputs)),
  );
}
function detailed(response: provider.DiffResponse) {
  const details: [string, provider.PropertyDiff.AsObject][] = [];
  response.getDetaileddiffMap().forEach((detail, path) => {
    details.push([path, detail.toObject()]);
  });
  return details;
}
function bagOf(properties: struct.Struct | undefined) {
  return properties?.toJavaScript();
}

describe("what the engine asks first", () => {
  test("the plugin reports its version", async () => {
    const info = await call<empty.Empty, { getVersion: () => string }>(client.getPluginInfo)(new empty.Empty());
    expect(info.getVersion()).toBe("1.2.3");
  });

  test("its schema has the provider's own arguments, and no resource", async () => {
    const answer = await call<provider.GetSchemaRequest, provider.GetSchemaResponse>(client.getSchema)(
      new provider.GetSchemaRequest(),
    );
    expect(JSON.parse(answer.getSchema())).toEqual({
      name: "toy",
      version: "1.2.3",
      provider: { inputProperties: { tenantId: { type: "string" }, clientId: { type: "string" } } },
    });
  });

  test("it takes secrets and previews", async () => {
    expect((await configure({ tenantId: secret("t1") })).toObject()).toMatchObject({
      acceptsecrets: true,
      supportspreview: true,
      acceptresources: false,
      acceptoutputs: false,
    });
  });

  test("provider arguments reach the plugin, and a refused sign-in fails the configuration with its text", async () => {
    await expect(configure({ tenantId: "wrong" })).rejects.toThrow("AADSTS90002: Tenant 'wrong' not found.");
  });

  test("another tenant replaces the provider, any other argument updates it", async () => {
    const diffConfig = (olds: object, news: object) =>
      call<provider.DiffRequest, provider.DiffResponse>(client.diffConfig)(
        new provider.DiffRequest().setOldInputs(message(olds)).setNews(message(news)),
      );
    expect((await diffConfig({ tenantId: "t1" }, { tenantId: "t2" })).getReplacesList()).toEqual(["tenantId"]);
    const other = await diffConfig({ tenantId: "t1", clientId: "a" }, { tenantId: "t1", clientId: secret("b") });
    expect([other.getChanges(), other.getReplacesList()]).toEqual([DIFF_SOME, []]);
    const version = await diffConfig({ tenantId: "t1", version: "6.9.0" }, { tenantId: "t1", version: "6.9.1" });
    expect(version.getChanges()).toBe(DIFF_NONE);
  });

  test("functions are run by their token", async () => {
    const request = new provider.InvokeRequest().setTok("toy:index/greet:greet").setArgs(message({ who: "you" }));
    const answer = await call<provider.InvokeRequest, provider.InvokeResponse>(client.invoke)(request);
    expect(bagOf(answer.getReturn())).toEqual({ text: "t1 greets you" });
  });
});

describe("check", () => {
  test("names every fault: a missing property and one that is not known", async () => {
    expect(await check({ colour: "red" })).toEqual([
      { property: "place", reason: "Missing required property 'place'" },
      {
        property: "colour",
        reason: "the stand-in for toy:index/lock:Lock does not know 'colour'; it knows place, colours, note, pin",
      },
    ]);
  });

  test("a type that is not simulated is refused by name", async () => {
    await expect(create({}, false, lockUrn.replace("lock:Lock", "door:Door"))).rejects.toThrow(
      "the stand-in for toy does not know toy:index/door:Door; it knows toy:index/lock:Lock",
    );
  });
});

describe("create", () => {
  test("a preview gives the inputs back and leaves unknown what the service decides, its secrets wrapped", async () => {
    shelf.clear();
    const made = await create({ place: "door", pin: secret("9") }, true);
    expect(made.getId()).toBe("");
    expect(bagOf(made.getProperties())).toEqual({
      place: "door",
      pin: secret("9"),
      combination: secret(unknownValue),
      serial: unknownValue,
    });
    expect(shelf.size).toBe(0);
  });

  test("wraps what is always secret and what was a secret input", async () => {
    const made = await create({ place: secret("door"), colours: ["red"], pin: secret("9") }, false);
    expect(made.getId()).toBe("lock-1");
    expect(bagOf(made.getProperties())).toEqual({
      place: secret("door"),
      colours: ["red"],
      pin: secret("9"),
      combination: secret("1-2-3"),
      serial: "s1",
    });
    expect(shelf.get("lock-1")).toEqual({ place: "door", colours: ["red"], combination: "1-2-3", serial: "s1" });
  });

  test("an object that was made before the failure is told to the engine", async () => {
    const failed = await create({ place: "door", note: "breaks", pin: secret("9") }, false).catch(
      (cause: ServiceError) => cause,
    );
    expect(failed).toMatchObject({ details: "t1 dropped it" });
    const [bytes] = (failed as ServiceError).metadata.get("grpc-status-details-bin");
    const status = statuses.Status.deserializeBinary(new Uint8Array(bytes as Buffer));
    const [detail] = status.getDetailsList();
    expect([status.getCode(), detail?.getTypeUrl()]).toEqual([
      2,
      "type.googleapis.com/pulumirpc.ErrorResourceInitFailed",
    ]);
    const partly = provider.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
    expect(partly.getId()).toBe("lock-1");
    expect(partly.getReasonsList()).toEqual(["t1 dropped it"]);
    expect(bagOf(partly.getProperties())).toEqual({
      place: "door",
      note: "breaks",
      pin: secret("9"),
      combination: secret("1-2-3"),
    });
  });
});

describe("diff", () => {
  const state = { place: "door", colours: ["red", "blue"], combination: secret("1-2-3"), serial: "s1" };

  test("finds nothing where nothing changed", async () => {
    expect((await diff(state, { place: "door", colours: ["blue", "red"] })).getChanges()).toBe(DIFF_NONE);
    expect((await diff(state, { place: secret("door"), colours: ["red", "blue"] })).getChanges()).toBe(DIFF_NONE);
  });

  test("an update in place shows the path and replaces nothing", async () => {
    const found = await diff(state, { place: "door", colours: ["red", "blue", "green"] });
    expect(found.getChanges()).toBe(DIFF_SOME);
    expect(found.getReplacesList()).toEqual([]);
    expect(detailed(found)).toEqual([["colours[2]", { kind: provider.PropertyDiff.Kind.ADD, inputdiff: false }]]);
  });

  test("a property that is fixed at creation replaces", async () => {
    const found = await diff(state, { place: "gate", colours: ["red", "blue"] });
    expect(found.getReplacesList()).toEqual(["place"]);
    expect(detailed(found)).toEqual([["place", { kind: provider.PropertyDiff.Kind.UPDATE_REPLACE, inputdiff: false }]]);
  });

  test("an unknown value in such a property replaces", async () => {
    expect((await diff(state, { place: unknownValue, colours: ["red", "blue"] })).getReplacesList()).toEqual(["place"]);
  });

  test("what has run out by itself replaces", async () => {
    expired = true;
    const found = await diff(state, { place: "door", colours: ["red", "blue"] });
    expired = false;
    expect(found.getReplacesList()).toEqual(["serial"]);
  });
});

describe("update, read and delete", () => {
  test("a previewed update changes nothing and leaves unknown what would be made anew", async () => {
    shelf.set("lock-1", { place: "door", colours: ["red"], combination: "1-2-3", serial: "s1" });
    const request = new provider.UpdateRequest()
      .setId("lock-1")
      .setUrn(lockUrn)
      .setOlds(message({ place: "door", colours: ["red"], combination: secret("1-2-3"), serial: "s1" }))
      .setOldInputs(message({ place: "door", colours: ["red"] }))
      .setNews(message({ place: "door", colours: ["blue"] }))
      .setPreview(true);
    const answer = await call<provider.UpdateRequest, provider.UpdateResponse>(client.update)(request);
    expect(bagOf(answer.getProperties())).toEqual({
      place: "door",
      colours: ["blue"],
      combination: secret("1-2-3"),
      serial: unknownValue,
    });
    expect(shelf.get("lock-1")?.colours).toEqual(["red"]);
  });

  test("a read gives back what the service has, keeps secrets wrapped and carries over what it never gives", async () => {
    shelf.set("lock-1", { place: "door", colours: ["red", "portal"], combination: "1-2-3", serial: "s1" });
    const found = await read(
      { place: "door", colours: ["red"], pin: secret("9"), combination: secret("1-2-3"), serial: "s1" },
      { place: "door", colours: ["red"], pin: secret("9") },
    );
    expect(bagOf(found.getProperties())).toEqual({
      place: "door",
      colours: ["red", "portal"],
      pin: secret("9"),
      combination: secret("1-2-3"),
      serial: "s1",
    });
    expect(bagOf(found.getInputs())).toEqual({ place: "door", colours: ["red", "portal"], pin: secret("9") });
  });

  test("importing reads with no state at all", async () => {
    shelf.set("lock-1", { place: "door", colours: [], combination: "1-2-3", serial: "s1" });
    expect(bagOf((await read({}, {})).getInputs())).toEqual({ place: "door" });
  });

  test("what is gone reads as an empty id", async () => {
    expect((await read({}, {}, "lock-9")).getId()).toBe("");
  });

  test("delete removes it", async () => {
    shelf.set("lock-1", {});
    const request = new provider.DeleteRequest().setId("lock-1").setUrn(lockUrn);
    await call<provider.DeleteRequest, empty.Empty>(client.delete)(request);
    expect(shelf.size).toBe(0);
  });
});
