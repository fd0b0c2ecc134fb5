import { AggregateAuthenticationError, CredentialUnavailableError } from "@azure/identity";
import { expect, test } from "vitest";
import { signInRefusal } from "../operate/sign-in-refusal.ts";

const advice =
  "Sign in with `az login --tenant t`, or set ARM_CLIENT_ID with ARM_CLIENT_SECRET, ARM_CLIENT_CERTIFICATE_PATH or ARM_USE_OIDC=true.";
const unavailable = [
  "EnvironmentCredential is unavailable. No underlying credential could be used.\nTo troubleshoot, visit …",
  "Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions",
].map((message) => new CredentialUnavailableError(message));
const chain = (...more: Error[]) =>
  new AggregateAuthenticationError([...unavailable, ...more], "ChainedTokenCredential authentication failed.");

test.each([
  ["no way of the chain is there", chain(), `nobody is signed in. ${advice}`],
  [
    "the CLI's sign-in has ended",
    chain(
      new CredentialUnavailableError(
        "ERROR: AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks. Trace ID: 1 Correlation ID: 2\nInteractive authentication is needed.",
      ),
    ),
    `AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks. ${advice}`,
  ],
  [
    "a secret is wrong",
    new Error(
      "invalid_client: Error(s): 7000215 - Timestamp: 2026-11-27 08:00:00Z - Description: AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value. Trace ID: 1 Correlation ID: 2 Timestamp: 3",
    ),
    `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value. ${advice}`,
  ],
  [
    "a file of a certificate is missing",
    new Error("ENOENT: no such file or directory, open '/nowhere.pem'"),
    `ENOENT: no such file or directory, open '/nowhere.pem'. ${advice}`,
  ],
  [
    "there is no network",
    new Error("network_error: See https://aka.ms/msal.js.errors#network_error for details"),
    "the sign-in service cannot be reached from here (network_error): login.microsoftonline.com, port 443",
  ],
])("where %s, it is one message with what to do", (_, error, said) => {
  expect(signInRefusal(error, "t")).toBe(said);
});
