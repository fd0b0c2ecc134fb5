/** Listens for one answer of the browser, on this machine's own addresses alone, and at the declared path alone. */
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { OperationError } from "../errors.ts";
import { escaped } from "../html.ts";
import type { WayBack } from "./redirect.ts";

/** An answer that waits for the page that the person is to see. */
export interface Arrival {
  readonly parameters: URLSearchParams;
  /** Ends the answer. @param fault undefined: it went well; else the message for the person */
  show(fault: string | undefined): Promise<void>;
}

/** A listener that is open. */
export interface Listener {
  readonly port: number;
  readonly arrival: Promise<Arrival>;
  close(): Promise<void>;
}

const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  Connection: "close",
};

/** The page at the end of the way. It holds nothing of the answer. */
export function arrivalPage(fault: string | undefined): string {
  const [title, text] =
    fault === undefined
      ? ["Authorized", "The tokens are where the terminal says. You can close this window."]
      : ["Not authorized", fault];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem}</style>
</head><body><main><h1>${title}</h1>
${text
  .split("\n")
  .map((line) => `<p>${escaped(line)}</p>`)
  .join("\n")}
</main></body></html>
`;
}

function ended(response: ServerResponse, status: number, page: string): Promise<void> {
  return new Promise((done) => {
    response.writeHead(status, headers).end(page, () => done());
  });
}

async function open(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function stopped(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

/**
 * Opens the listener of a loopback redirect URI.
 * @throws OperationError where its port is taken
 */
export async function listen(way: Extract<WayBack, { kind: "loopback" }>): Promise<Listener> {
  const servers: Server[] = [];
  const { promise, resolve } = Promise.withResolvers<Arrival>();
  const make = () => {
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      // A browser asks for its icon as well; only the declared path is answered.
      if (request.method !== "GET" || pathname !== way.path) return void response.writeHead(404, headers).end();
      resolve({
        parameters: searchParams,
        show: (fault) => ended(response, fault === undefined ? 200 : 400, arrivalPage(fault)),
      });
    });
    servers.push(server);
    return server;
  };
  const [first = "127.0.0.1", ...others] = way.hosts;
  let port: number;
  try {
    port = await open(make(), first, way.port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "EADDRINUSE" ? "another program listens there" : message;
    throw new OperationError(
      `${way.uri} cannot be listened at: ${why}. End that program, or add --paste and copy the address out of the browser.`,
    );
  }
  // Where the machine has no such address (IPv6 is off), the browser comes to the first one.
  for (const host of others) await open(make(), host, port).catch(() => {});
  return {
    port,
    arrival: promise,
    close: async () => void (await Promise.all(servers.map(stopped))),
  };
}
