/**
 * Microsoft's own MSAL and Graph client on the simulated tenant. MSAL talks to an https authority alone, so the tenant stands
 * at one here, and the libraries' requests go straight into its routes; discovery, requests and answers are their own.
 */
import { ConfidentialClientApplication, type INetworkModule, type NodeAuthOptions } from "@azure/msal-node";
import { Client, HTTPMessageHandler, PageIterator } from "@microsoft/microsoft-graph-client";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type KeyPair, keyCredential, newKeyPair } from "./key-pair.ts";
import { graphAppId, type Registered, register } from "./registered.ts";
import { type Sandbox, sandbox } from "./sandbox.ts";

const at = "https://login.simulated.example";
const tenantId = "11111111-1111-1111-1111-111111111111";
const scopes = ["https://graph.microsoft.com/.default"];

let key: KeyPair;
let strange: KeyPair;
beforeAll(async () => {
  [key, strange] = await Promise.all([newKeyPair("vendor"), newKeyPair("strange")]);
});

let tenant: Sandbox;
let app: Registered;
beforeEach(async () => {
  tenant = await sandbox({ at });
  // MSAL dates its assertions by this machine's clock.
  tenant.at(new Date().toISOString());
  app = await register(tenant, "reader", { roles: { [graphAppId]: ["Application.Read.All"] } });
  await tenant.graph("PATCH", `/v1.0/applications/${app.id}`, { keyCredentials: [keyCredential(key)] });
});

function carrier(): INetworkModule & { readonly bodies: string[] } {
  const bodies: string[] = [];
  const carried = async (
    method: string,
    url: string,
    options?: { headers?: Record<string, string>; body?: string },
  ) => {
    const body = options?.body;
    if (body !== undefined) bodies.push(body);
    const init = { method, headers: options?.headers ?? {}, ...(body !== undefined && { body }) };
    const response = await tenant.fetch(new Request(url, init));
    return { headers: Object.fromEntries(response.headers), status: response.status, body: await response.json() };
  };
  const module = {
    sendGetRequestAsync: (url: string, options?: object) => carried("GET", url, options),
    sendPostRequestAsync: (url: string, options?: object) => carried("POST", url, options),
  };
  return { ...(module as INetworkModule), bodies };
}

function msal(proof: Partial<NodeAuthOptions>, networkClient: INetworkModule = carrier()) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: app.appId,
      authority: `${at}/${tenantId}`,
      knownAuthorities: [new URL(at).host],
      ...proof,
    },
    system: { networkClient },
  });
}

const certificate = ({ hash, privatePem }: KeyPair) => ({
  clientCertificate: { thumbprintSha256: hash("sha256").toString("hex"), privateKey: privatePem },
});

async function tokenBy(proof: Partial<NodeAuthOptions>): Promise<string> {
  return (await msal(proof).acquireTokenByClientCredential({ scopes }))?.accessToken ?? "";
}

const claims = (jwt: string) => JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());

describe("MSAL", () => {
  it("gets the application's token by its secret", async () => {
    const { appid, appidacr, roles } = claims(await tokenBy({ clientSecret: app.secret }));
    expect([appid, appidacr, roles]).toEqual([app.appId, "1", ["Application.Read.All"]]);
  });

  it("gets the application's token by its certificate: PS256, and the certificate named in x5t#S256", async () => {
    const network = carrier();
    const result = await msal(certificate(key), network).acquireTokenByClientCredential({ scopes });
    expect(claims(result?.accessToken ?? "").appidacr).toBe("2");
    const assertion = new URLSearchParams(network.bodies[0]).get("client_assertion") ?? "";
    const header = JSON.parse(Buffer.from(assertion.split(".")[0] ?? "", "base64url").toString());
    expect([header.alg, header["x5t#S256"]]).toEqual(["PS256", key.hash("sha256").toString("base64url")]);
  });

  it("hears Entra's refusal of a wrong secret and of a certificate that is not registered", async () => {
    await expect(tokenBy({ clientSecret: "wrong" })).rejects.toMatchObject({
      errorCode: "invalid_client",
      errorMessage: expect.stringContaining("AADSTS7000215: Invalid client secret provided."),
    });
    await expect(tokenBy(certificate(strange))).rejects.toMatchObject({
      errorCode: "invalid_client",
      errorMessage: expect.stringContaining("AADSTS700027: "),
    });
  });
});

describe("Microsoft's Graph client", () => {
  it("follows the next links of a list until it has every row once", async () => {
    const asked: string[] = [];
    const transport = new HTTPMessageHandler();
    transport.execute = async (context) => {
      const request = new Request(context.request, context.options);
      asked.push(request.url);
      context.response = await tenant.fetch(request);
    };
    const graph = Client.initWithMiddleware({
      middleware: transport,
      baseUrl: `${at}/graph`,
      customHosts: new Set([new URL(at).host]),
    });
    const bearer = { Authorization: `Bearer ${await tokenBy({ clientSecret: app.secret })}` };
    const every = [...tenant.tenant.directory.servicePrincipals.keys()].sort();
    const ids: string[] = [];
    const first = await graph.api("/servicePrincipals").headers(bearer).top(2).get();
    expect(first.value).toHaveLength(2);
    const each = ({ id }: { id: string }) => ids.push(id) > 0;
    await new PageIterator(graph, first, each, { headers: bearer }).iterate();
    expect(every.length).toBeGreaterThan(4);
    expect(asked).toHaveLength(Math.ceil(every.length / 2));
    expect(ids.sort()).toEqual(every);
  });
});
