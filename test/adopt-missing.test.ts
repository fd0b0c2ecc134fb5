/** `adopt --restore` and `--recreate` on a simulated tenant, with the engine's part recorded: no engine. */
import { describe, expect, it } from "vitest";
import { type Hands, lookInto, recreate, refreshWouldForget, restore, settleMissing } from "../operate/missing.ts";
import { compare, type Recoverable } from "../operate/recovery.ts";
import { noTraces } from "../recovery/evidence.ts";
import { lastPart } from "../recovery/state.ts";
import { declaredFrom, type Furnished, furnished } from "./recovery/furnished.ts";
import { hands } from "./recovery/hands.ts";

const now = { yes: true, quiet: false };

const application = async (stack: Furnished, name: string) =>
  stack.graph.delete(String(stack.known(`${name}-application`).id));

/** A stack on which every reading fails. */
function blindly(stack: Furnished): Recoverable {
  const fails = () => Promise.reject(new Error("it read once more"));
  return {
    stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
    integrations: stack.declared.map(({ resolved }) => resolved),
    graph: { lists: fails, objects: fails, post: fails, patch: fails, delete: fails },
    vaults: { entries: fails, remove: fails },
    witness: { traces: async () => noTraces, lastUses: async () => undefined },
    versions: { azuread: "", "azure-native": "" },
    run: fails,
  };
}

describe("without --yes", () => {
  it("a restore says each step and writes nothing", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const held = hands(stack);
    const [writes, before] = [held.writes(), await held.exportState()];
    expect(await restore(held, "live-platform", true, false)).toBe(false);
    expect(held.said.slice(held.said.indexOf("live-platform: a restore would"))).toEqual([
      "live-platform: a restore would",
      `  restore the application ${lastPart(stack.known("live-platform-application").id)}, with its client id and its credentials`,
      `  restore the service principal ${lastPart(stack.known("live-platform-principal").id)}, with its object id`,
      `  switch sign-in off (service principal ${lastPart(stack.known("live-platform-principal").id)})`,
      "  compare its consents, assignments and directory roles, and make again what is missing",
      "Nothing was changed. With --yes it is done.",
    ]);
    expect([held.writes(), await held.exportState(), held.applied]).toEqual([writes, before, []]);
  });

  it("a recreation says what is lost and forgets nothing", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const renewed = declaredFrom(["live-platform"], (integrations) => {
      Object.assign(integrations["live-platform"] ?? {}, {
        credentials: [{ issued: "2026-11-22", expires: "2027-05-15" }],
      });
    });
    const held = hands(stack, renewed);
    const before = await held.exportState();
    expect(await recreate(held, "live-platform", false)).toBe(false);
    expect(held.said.at(-1)).toBe("Nothing was changed. With --yes the state forgets them.");
    expect(await held.exportState()).toBe(before);
  });
});

describe("a restore", () => {
  it("brings application and principal back, and has the engine make again what the bin lost, nothing else", async () => {
    const stack = await furnished(["live-platform", "app-connect"]);
    await application(stack, "live-platform");
    const held = hands(stack);
    expect(await restore(held, "live-platform", false, true)).toBe(true);
    expect(held.applied).toEqual([
      "live-platform-microsoft-graph-Organization.Read.All",
      "live-platform-role-teams-administrator",
    ]);
    expect(held.known()).toContain("live-platform-application");
    expect(held.known()).toContain("live-platform-principal");
    expect(held.known()).not.toContain("live-platform-role-teams-administrator");
  });

  it("asks the engine nothing where the tenant kept the consents", async () => {
    const stack = await furnished(["live-platform"], { policies: { deletedPrincipalsKeepConsent: true } });
    await application(stack, "live-platform");
    const held = hands(stack);
    const before = await held.exportState();
    expect(await restore(held, "live-platform", false, true)).toBe(true);
    expect([held.applied, await held.exportState()]).toEqual([[], before]);
    expect((await lookInto(held)).missing).toEqual([]);
  });

  it("goes on where an earlier one was cut off after the application", async () => {
    const stack = await furnished(["live-platform"], { policies: { deletedPrincipalsKeepConsent: true } });
    await application(stack, "live-platform");
    const id = lastPart(stack.known("live-platform-application").id);
    await stack.graph.post(`/directory/deletedItems/${id}/restore`, {});
    const held = hands(stack);
    expect(await restore(held, "live-platform", false, true)).toBe(true);
    expect((await lookInto(held)).missing).toEqual([]);
  });

  it("suspended, leaves sign-in off and says what the file has to say", async () => {
    const stack = await furnished(["live-platform"], { policies: { deletedPrincipalsKeepConsent: true } });
    await application(stack, "live-platform");
    const held = hands(stack);
    expect(await restore(held, "live-platform", true, true)).toBe(true);
    const [principal] = await stack.graph.objects([String(stack.known("live-platform-principal").id)]);
    expect(principal?.accountEnabled).toBe(false);
    expect(held.said.slice(-2)).toEqual([
      "live-platform: sign-in is off, and stays off until somebody decides. Write it into tenants/dev.yaml, integrations.live-platform, so that the file says what the tenant does:",
      "    suspended: { since: 2026-11-21, reason: … }",
    ]);

    // The same command without --suspended is the decision to let it sign in.
    expect(await restore(hands(stack), "live-platform", false, true)).toBe(true);
    const [after] = await stack.graph.objects([String(stack.known("live-platform-principal").id)]);
    expect(after?.accountEnabled).toBe(true);
  });

  it("of an integration that the file suspends, keeps sign-in off without being told", async () => {
    const stack = await furnished(["live-platform"], { policies: { deletedPrincipalsKeepConsent: true } });
    await application(stack, "live-platform");
    const suspended = declaredFrom(["live-platform"], (integrations) => {
      Object.assign(integrations["live-platform"] ?? {}, { suspended: { since: "2026-11-21", reason: "ended" } });
    });
    expect(await restore(hands(stack, suspended), "live-platform", false, true)).toBe(true);
    const [principal] = await stack.graph.objects([String(stack.known("live-platform-principal").id)]);
    expect(principal?.accountEnabled).toBe(false);
  });

  it("makes a principal anew only where no bin has it, and keeps the client id", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const principal = lastPart(stack.known("live-platform-principal").id);
    await stack.graph.delete(`/directory/deletedItems/${principal}`);
    const held = hands(stack);
    expect(await restore(held, "live-platform", false, true)).toBe(true);
    expect(held.applied).toEqual([
      "live-platform-principal",
      "live-platform-microsoft-graph-Organization.Read.All",
      "live-platform-role-teams-administrator",
    ]);
  });

  it("gives nothing up where Entra does not show yet what it restored", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const slow = { ...stack.graph, post: async () => undefined };
    const held = { ...hands(stack), graph: slow };
    const before = await held.exportState();
    await expect(restore(held, "live-platform", false, true)).rejects.toThrow(
      "live-platform: Entra does not show what was restored yet. Run the same command again.",
    );
    expect(await held.exportState()).toBe(before);
  });

  it.each([[true], [false]])(
    "names what Exchange Online alone tells, with the commands to look and the script to mend (with --yes: %s)",
    async (yes) => {
      const stack = await furnished(["teamconnect"], { policies: { deletedPrincipalsKeepConsent: true } });
      await application(stack, "teamconnect");
      const held = hands(stack);
      await restore(held, "teamconnect", false, yes);
      const at = held.said.findIndex((line) => line.includes("Exchange Online"));
      expect(held.said.slice(at, at + 6)).toEqual([
        "teamconnect: Graph does not tell whether Exchange Online still gives the principal its mailboxes. In a PowerShell with Connect-ExchangeOnline, a person looks:",
        `    Get-ServicePrincipal | Where-Object { $_.AppId -eq '${stack.known("teamconnect-application").outputs.clientId}' }`,
        "    Get-MailboxPermission -Identity 'teamconnect@contoso.example'",
        "    Get-MailboxPermission -Identity 'legal-noreply@contoso.example'",
        "    Get-RecipientPermission 'legal-noreply@contoso.example'",
        "  What is missing there, the sheet's script gives again, and it may be run again: ./integrations handover teamconnect",
      ]);
    },
  );

  it("of what nothing is missing of, says so and writes nothing", async () => {
    const stack = await furnished(["live-platform"]);
    const held = hands(stack);
    const writes = held.writes();
    expect(await restore(held, "live-platform", false, true)).toBe(true);
    expect([held.said, held.writes()]).toEqual([["live-platform: nothing is missing in the tenant."], writes]);
  });
});

describe("giving up", () => {
  it("wants a secret's new name in the file before it forgets anything", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const held = hands(stack);
    const before = await held.exportState();
    expect(await recreate(held, "live-platform", true)).toBe(false);
    expect(held.said).toContain("    write   in credentials: - { issued: 2026-11-21b, expires: 2027-05-15 }");
    expect(await held.exportState()).toBe(before);
  });

  it("then forgets application, principal, consents and secret; the vault's entry stays for up to delete", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const renewed = declaredFrom(["live-platform"], (integrations) => {
      Object.assign(integrations["live-platform"] ?? {}, {
        credentials: [{ issued: "2026-11-21b", expires: "2027-05-15" }],
      });
    });
    const held = hands(stack, renewed);
    const writes = held.writes();
    expect(await recreate(held, "live-platform", true)).toBe(true);
    expect(held.known()).toEqual(["live-platform", "live-platform-2026-11-21"]);
    expect(held.writes()).toBe(writes);
    expect(held.said.at(-1)).toBe("live-platform: the state has forgotten 5 resources. Next: make up");
  });

  it("is refused where nothing is deleted", async () => {
    const stack = await furnished(["live-platform"]);
    const held = hands(stack);
    const before = await held.exportState();
    await recreate(held, "live-platform", true);
    expect(await held.exportState()).toBe(before);
  });
});

describe("a refresh", () => {
  const removeSecret = async (stack: Furnished) => {
    const id = String(stack.known("live-platform-2026-11-21", "applicationPassword").id);
    const [application, , keyId = ""] = id.split("/");
    await stack.graph.post(`/applications/${application}/removePassword`, { keyId });
  };

  it.each([
    ["an application", async (stack: Furnished) => application(stack, "live-platform"), true],
    ["a secret", removeSecret, true],
    [
      "a sign-in switched off",
      async (stack: Furnished) =>
        stack.graph.patch(String(stack.known("live-platform-principal").id), { accountEnabled: false }),
      true,
    ],
    [
      "a consent, which up makes again as it was",
      async (stack: Furnished) => stack.graph.delete(String(stack.known("live-platform-role-teams-administrator").id)),
      false,
    ],
  ])("of %s", async (_, change, held) => {
    const stack = await furnished(["live-platform"]);
    await change(stack);
    expect(await refreshWouldForget(hands(stack))).toBe(held);
  });
});

describe("a run", () => {
  it("waits for a person where an application is deleted", async () => {
    const stack = await furnished(["live-platform"]);
    await application(stack, "live-platform");
    const held = hands(stack);
    const before = await held.exportState();
    expect((await settleMissing(held, now)).waits).toBe(true);
    expect(held.said[0]).toBe("live-platform: somebody deleted its application.");
    expect(await held.exportState()).toBe(before);
  });

  it("goes on after a consent was removed by hand, which the state has forgotten for it", async () => {
    const stack = await furnished(["live-platform"]);
    await stack.graph.delete(String(stack.known("live-platform-role-teams-administrator").id));
    const held = hands(stack);
    const writes = held.writes();
    expect(await settleMissing(held, now)).toMatchObject({ waits: false, changes: 1 });
    expect(held.known()).not.toContain("live-platform-role-teams-administrator");
    expect(held.writes()).toBe(writes);
  });

  it("hands on what it has read, for the comparison that follows, and nothing once it has changed the state", async () => {
    const stack = await furnished(["live-platform"]);
    const held = hands(stack);
    const { read } = await settleMissing(held, { yes: false, quiet: true });
    const compared = await compare(blindly(stack), read);
    expect([compared.state.resources.size, compared.findings]).toEqual([stack.state.resources.size, []]);
    await expect(compare(blindly(stack))).rejects.toThrow("it read once more");
    expect((await settleMissing(held, now)).read).toBeUndefined();
  });

  it("is not stopped by one stale answer", async () => {
    const stack = await furnished(["live-platform"]);
    let stale = true;
    const held = hands(stack);
    const flickering: Hands = {
      ...held,
      readTenant: async (state) => {
        const tenant = await held.readTenant(state);
        const seen = stale ? { ...tenant, applications: [] } : tenant;
        stale = false;
        return seen;
      },
    };
    expect(await settleMissing(flickering, now)).toMatchObject({ found: [], waits: false, changes: 0 });
    expect(held.said).toEqual([]);
  });

  it("ends where Entra never answers the same twice", async () => {
    const stack = await furnished(["live-platform", "app-connect"]);
    let count = 0;
    const held = hands(stack);
    const flickering: Hands = {
      ...held,
      readTenant: async (state) => {
        const tenant = await held.readTenant(state);
        count += 1;
        return { ...tenant, applications: [tenant.applications[count % 2]].flatMap((one) => one ?? []) };
      },
    };
    await expect(settleMissing(flickering, now)).rejects.toThrow("Entra answers differently each time");
  });
});
