import type { SingleRule } from "./rule.ts";

const native = /\/oauth2\/nativeclient\/?$/i;

/** Microsoft's page for apps on a device shows the code to whatever reads the browser there. */
export const nativeRedirect: SingleRule = {
  name: "native-redirect",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{subject} is meant for apps on a device, yet {integration} holds a credential of its own.",
  remedy: "Register a web address of the vendor instead.",
  source: "RFC 8252, 8.5",
  check({ integration: { redirectUris, credentials } }) {
    if (credentials.schedule.length === 0) return [];
    return redirectUris
      .filter(({ uri }) => native.test(uri))
      .map(({ uri }) => ({ subject: uri, path: "redirectUris" }));
  },
};
