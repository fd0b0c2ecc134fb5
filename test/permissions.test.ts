import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  apiNames,
  type Kind,
  mergePermissions,
  type Permissions,
  permissionFault,
  permissionNames,
  resolvePermissions,
  withoutPermissions,
} from "../components/permissions.ts";

const graph = "Microsoft Graph";
const exchange = "Office 365 Exchange Online";

/** The one id that a name stands for. */
function idOf(api: string, kind: Kind, name: string): string | undefined {
  const [asked] = resolvePermissions({ [api]: { [kind]: [name] } } as Permissions);
  return asked?.[kind][0]?.id;
}

describe("a permission's name stands for one id", () => {
  describe("ServiceNow", () => {
    it.each([
      ["ChannelMember.ReadWrite.All", "0c3e411a-ce45-4cd1-8f30-f99a3efa7b11"],
      ["TeamMember.ReadWrite.All", "4a06efd2-f825-4e34-813e-82a57b03d1ee"],
      ["Team.Create", "7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0"],
      ["Group.ReadWrite.All", "4e46008b-f24c-477d-8fff-7bb4ec7aafe0"],
      ["Channel.Create", "101147cf-4178-4455-9d58-02b5c164e759"],
      ["Channel.Delete.All", "cc83893a-e232-4723-b5af-bd0b01bcfe65"],
      ["Channel.ReadBasic.All", "9d8982ae-4365-4f57-95e9-d6032a4c0b87"],
      ["ChannelSettings.ReadWrite.All", "d649fb7c-72b4-4eec-b2b4-b15acf79e378"],
      ["ChannelMessage.Read.All", "767156cb-16ae-4d10-8f8b-41b657c8c8c8"],
      ["ChannelMessage.Send", "ebf0f66e-9fb1-49e4-a278-222f76911cf4"],
      ["TeamSettings.ReadWrite.All", "39d65650-9d3e-4223-80db-a335590d027e"],
      ["User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d"],
      ["offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182"],
    ])("delegated on Graph: %s", (name, id) => {
      expect(idOf(graph, "delegated", name)).toBe(id);
    });
  });

  describe("MAILGATES Σ", () => {
    it.each([
      ["Group.Read.All", "5b567255-7703-4780-807c-7be8301ae99b"],
      ["Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
      ["Mail.ReadBasic", "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a"],
      ["Mail.ReadBasic.All", "693c5e45-0940-467d-9b8a-1022fb9d42ef"],
      ["User.Read.All", "df021288-bdef-4463-88db-98f22de89214"],
    ])("application on Graph: %s", (name, id) => {
      expect(idOf(graph, "application", name)).toBe(id);
    });
  });

  describe("TeamConnect", () => {
    it("delegated on Graph: IMAP.AccessAsUser.All", () => {
      expect(idOf(graph, "delegated", "IMAP.AccessAsUser.All")).toBe("652390e4-393a-48de-9484-05f9b1212954");
    });
    it("delegated on Exchange Online: IMAP.AccessAsUser.All, another id", () => {
      expect(idOf(exchange, "delegated", "IMAP.AccessAsUser.All")).toBe("195adc35-e27b-454b-a7ed-1ecdffa1c09f");
    });
    it.each([
      ["IMAP.AccessAsApp", "5e5addcd-3e8d-4e90-baf5-964efab2b20a"],
      ["SMTP.SendAsApp", "7146a1f0-8703-45b3-9eae-527a64c00995"],
    ])("application on Exchange Online: %s", (name, id) => {
      expect(idOf(exchange, "application", name)).toBe(id);
    });
  });

  describe("Live Platform", () => {
    it.each([
      ["Organization.Read.All", "498476ce-e0fe-48b0-b801-37ba7e2685c6"],
      ["CallRecords.Read.All", "45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8"],
    ])("application on Graph: %s", (name, id) => {
      expect(idOf(graph, "application", name)).toBe(id);
    });
  });

  describe("App Connect", () => {
    it.each([
      ["Calendars.ReadWrite", "1ec239c2-d7c9-4623-a91a-a9775856bb36"],
      ["Contacts.ReadWrite", "d56682ec-c09e-4743-aaf4-1a3aac4caa21"],
      ["Mail.ReadWrite", "024d486e-b451-40bb-833d-3e66d98c5c73"],
      ["Mail.Send", "e383f46e-2787-4529-855e-0e479a3ffac0"],
    ])("delegated on Graph: %s", (name, id) => {
      expect(idOf(graph, "delegated", name)).toBe(id);
    });
  });

  it("though an id alone means different things: one id is Calendars.ReadWrite on Graph and Calendars.ReadWrite.All on Exchange", () => {
    expect(idOf(graph, "application", "Calendars.ReadWrite")).toBe("ef54d2bf-783f-4e0f-bca1-3210c0444d99");
    expect(idOf(exchange, "application", "Calendars.ReadWrite.All")).toBe("ef54d2bf-783f-4e0f-bca1-3210c0444d99");
  });
});

describe("the resolved request", () => {
  it("lists APIs by application id and permissions by id, in whatever order they were written", () => {
    expect(
      resolvePermissions({
        "Microsoft Graph": { application: ["Mail.Read"], delegated: ["User.Read", "IMAP.AccessAsUser.All"] },
        "Office 365 Exchange Online": { application: ["SMTP.SendAsApp", "IMAP.AccessAsApp"] },
      }),
    ).toEqual([
      {
        api: "Office 365 Exchange Online",
        appId: "00000002-0000-0ff1-ce00-000000000000",
        delegated: [],
        application: [
          { name: "IMAP.AccessAsApp", id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a" },
          { name: "SMTP.SendAsApp", id: "7146a1f0-8703-45b3-9eae-527a64c00995" },
        ],
      },
      {
        api: "Microsoft Graph",
        appId: "00000003-0000-0000-c000-000000000000",
        delegated: [
          { name: "IMAP.AccessAsUser.All", id: "652390e4-393a-48de-9484-05f9b1212954" },
          { name: "User.Read", id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d" },
        ],
        application: [{ name: "Mail.Read", id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01" }],
      },
    ]);
  });

  it("leaves out an API of which nothing is asked, and names nothing twice", () => {
    expect(resolvePermissions({ "Office 365 Exchange Online": { delegated: [] } })).toEqual([]);
    expect(
      resolvePermissions({ "Microsoft Graph": { delegated: ["User.Read", "User.Read"] } })[0]?.delegated,
    ).toHaveLength(1);
  });

  it("refuses a name that does not exist, in the words of the settings reader", () => {
    const misspelt = { "Microsoft Graph": { delegated: ["IMAP.Access.AsUser.All"] } } as unknown as Permissions;
    expect(() => resolvePermissions(misspelt)).toThrow("did you mean IMAP.AccessAsUser.All?");
    expect(() => resolvePermissions({ Banana: { delegated: ["User.Read"] } } as unknown as Permissions)).toThrow(
      '"Banana" is not an API',
    );
  });
});

describe("two requests", () => {
  const page: Permissions = {
    "Microsoft Graph": { delegated: ["User.Read", "IMAP.AccessAsUser.All"], application: ["Mail.Read"] },
  };

  it("together ask for everything of both, once", () => {
    expect(
      mergePermissions(page, {
        "Microsoft Graph": { delegated: ["User.Read", "offline_access"] },
        "Office 365 Exchange Online": { application: ["IMAP.AccessAsApp"] },
      }),
    ).toEqual({
      "Microsoft Graph": {
        delegated: ["User.Read", "IMAP.AccessAsUser.All", "offline_access"],
        application: ["Mail.Read"],
      },
      "Office 365 Exchange Online": { application: ["IMAP.AccessAsApp"] },
    });
  });

  it("keep the kinds apart: leaving out a delegated permission leaves the application permission of that name", () => {
    const both: Permissions = { "Microsoft Graph": { delegated: ["Mail.Read"], application: ["Mail.Read"] } };
    expect(withoutPermissions(both, { "Microsoft Graph": { delegated: ["Mail.Read"] } })).toEqual({
      "Microsoft Graph": { application: ["Mail.Read"] },
    });
  });

  it("keep the APIs apart: leaving out Exchange's IMAP.AccessAsUser.All leaves Graph's", () => {
    expect(
      withoutPermissions(page, { "Office 365 Exchange Online": { delegated: ["IMAP.AccessAsUser.All"] } }),
    ).toEqual(page);
  });

  it("leave nothing behind where the second takes all of the first", () => {
    expect(withoutPermissions(page, page)).toEqual({});
  });
});

describe("the compiler", () => {
  it("refuses a name that the API does not have as that kind", () => {
    const asked = {
      "Microsoft Graph": {
        // @ts-expect-error as TeamConnect's page misprints it
        delegated: ["IMAP.Access.AsUser.All"],
        // @ts-expect-error an application permission of Exchange Online, not of Graph
        application: ["IMAP.AccessAsApp"],
      },
      "Office 365 Exchange Online": {
        // @ts-expect-error Exchange Web Services retires
        application: ["full_access_as_app"],
        // @ts-expect-error two ids
        delegated: ["User.ReadBasic.All"],
      },
      "Azure Key Vault": {
        // @ts-expect-error it has no application permission
        application: ["user_impersonation"],
      },
    } satisfies Permissions;
    // @ts-expect-error the API is retired
    const retired = { "Windows Azure Active Directory": { delegated: ["User.Read"] } } satisfies Permissions;
    expect([asked, retired]).toHaveLength(2);
  });

  it("says which name was meant", () => {
    expect(complaints(`{ "Microsoft Graph": { delegated: ["IMAP.Access.AsUser.All"] } }`)).toEqual([
      expect.stringMatching(
        /^Type '"IMAP\.Access\.AsUser\.All"' is not assignable .* Did you mean '"IMAP\.AccessAsUser\.All"'\?$/,
      ),
    ]);
    expect(complaints(`{ "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } }`)).toEqual([]);
  });
});

/** What the compiler says of a request in a vendor's definition. */
function complaints(request: string): string[] {
  const name = new URL("../components/vendors/in-memory.ts", import.meta.url).pathname;
  const source = `import type { Permissions } from "../permissions.ts";\nexport const asked = ${request} satisfies Permissions;`;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    lib: ["lib.es5.d.ts"],
    types: [],
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, language) =>
    path === name ? ts.createSourceFile(path, source, language) : getSourceFile(path, language);
  const program = ts.createProgram([name], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

describe("a permission that cannot be asked for", () => {
  it.each<[rule: string, api: string, kind: Kind, name: string, said: string]>([
    [
      "misspelt, as TeamConnect's page prints it",
      graph,
      "delegated",
      "IMAP.Access.AsUser.All",
      '"IMAP.Access.AsUser.All" is not a delegated permission of Microsoft Graph: did you mean IMAP.AccessAsUser.All?',
    ],
    [
      "misspelt, under the other kind",
      graph,
      "application",
      "IMAP.Access.AsUser.All",
      '"IMAP.Access.AsUser.All" is not an application permission of Microsoft Graph: did you mean IMAP.AccessAsUser.All, a delegated permission of Microsoft Graph?',
    ],
    [
      "misspelt, under another API",
      graph,
      "application",
      "IMAP.AccesAsApp",
      '"IMAP.AccesAsApp" is not an application permission of Microsoft Graph: did you mean IMAP.AccessAsApp, an application permission of Office 365 Exchange Online?',
    ],
    [
      "in another letter case",
      graph,
      "delegated",
      "mail.send",
      '"mail.send" is not written as Microsoft writes it: write Mail.Send',
    ],
    [
      "of the other kind: an application permission",
      graph,
      "delegated",
      "Mail.ReadBasic.All",
      'Mail.ReadBasic.All exists on Microsoft Graph only as an application permission: it acts without a signed-in user and is listed under "application"; the delegated permission nearest to it is Mail.ReadBasic',
    ],
    [
      "of the other kind: a delegated permission, and no wider application permission is suggested",
      graph,
      "application",
      "Mail.ReadWrite.Shared",
      'Mail.ReadWrite.Shared exists on Microsoft Graph only as a delegated permission: it acts for a signed-in user and is listed under "delegated"',
    ],
    [
      "of another API",
      graph,
      "application",
      "IMAP.AccessAsApp",
      "IMAP.AccessAsApp is an application permission of Office 365 Exchange Online, not of Microsoft Graph: list it under that API",
    ],
    [
      "of another API, as the other kind",
      graph,
      "application",
      "AllSites.Read",
      "AllSites.Read is a delegated permission of Office 365 SharePoint Online, not of Microsoft Graph: list it under that API",
    ],
    [
      "switched off",
      graph,
      "application",
      "AgentCard.Read.All",
      "AgentCard.Read.All of Microsoft Graph exists, but Microsoft has switched it off and nobody can be granted it: leave it out",
    ],
    [
      "deprecated, with a successor",
      exchange,
      "application",
      "Exchange.ManageAsAppV2",
      "Exchange.ManageAsAppV2 of Office 365 Exchange Online is deprecated: ask for Exchange.AdminAPI.ManageAsApp instead",
    ],
    [
      "deprecated, without one",
      graph,
      "delegated",
      "Notes.ReadWrite.CreatedByApp",
      "Notes.ReadWrite.CreatedByApp of Microsoft Graph is deprecated: leave it out",
    ],
    [
      "of Exchange Web Services, as an application",
      exchange,
      "application",
      "full_access_as_app",
      "full_access_as_app of Office 365 Exchange Online works through Exchange Web Services, which Microsoft blocks from 2026-10-01 unless the tenant keeps a list of allowed apps, and removes on 2027-04-01: ask on Microsoft Graph for what the vendor needs of the application permissions Mail.*, Calendars.*, Contacts.* and MailboxSettings.*",
    ],
    [
      "of Exchange Web Services, for a user",
      graph,
      "delegated",
      "EWS.AccessAsUser.All",
      "EWS.AccessAsUser.All of Microsoft Graph works through Exchange Web Services, which Microsoft blocks from 2026-10-01 unless the tenant keeps a list of allowed apps, and removes on 2027-04-01: ask on Microsoft Graph for what the vendor needs of the delegated permissions Mail.*, Calendars.*, Contacts.* and MailboxSettings.*",
    ],
    [
      "of Exchange Web Services, under the wrong API",
      graph,
      "application",
      "full_access_as_app",
      "full_access_as_app of Office 365 Exchange Online works through Exchange Web Services, which Microsoft blocks from 2026-10-01 unless the tenant keeps a list of allowed apps, and removes on 2027-04-01: ask on Microsoft Graph for what the vendor needs of the application permissions Mail.*, Calendars.*, Contacts.* and MailboxSettings.*",
    ],
    [
      "with two ids",
      exchange,
      "delegated",
      "User.ReadBasic.All",
      "User.ReadBasic.All stands for two different ids as a delegated permission of Office 365 Exchange Online, so nobody can tell which is meant: ask for User.ReadBasic.All on Microsoft Graph instead",
    ],
    [
      "written as an id",
      graph,
      "application",
      "810C84A8-4a9e-49e6-bf7d-12d183f40d01",
      '"810C84A8-4a9e-49e6-bf7d-12d183f40d01" is the id of Mail.Read: write the name',
    ],
    [
      "written as an address",
      graph,
      "delegated",
      "https://outlook.office.com/IMAP.AccessAsUser.All",
      '"https://outlook.office.com/IMAP.AccessAsUser.All" is the address of IMAP.AccessAsUser.All: write IMAP.AccessAsUser.All',
    ],
    [
      "written as an address, and misspelt",
      graph,
      "delegated",
      "https://outlook.office.com/IMAP.Access.AsUser.All",
      '"IMAP.Access.AsUser.All" is not a delegated permission of Microsoft Graph: did you mean IMAP.AccessAsUser.All?',
    ],
    [
      "a token request's scope",
      graph,
      "application",
      "https://graph.microsoft.com/.default",
      '".default" stands for whatever has been granted already: name each permission',
    ],
    [
      "a Teams app's own",
      graph,
      "application",
      "ChannelMessage.Read.Group",
      '"ChannelMessage.Read.Group" looks like a resource-specific permission: a Teams app asks for it in its manifest, an application registration cannot',
    ],
    [
      "nonsense",
      graph,
      "delegated",
      "Qwertz.Uiop",
      '"Qwertz.Uiop" is not a delegated permission of Microsoft Graph: the names that exist stand in catalog/permissions.json',
    ],
    [
      "the right letter case on one API does not save it on another",
      exchange,
      "delegated",
      "offline_access",
      "offline_access is a delegated permission of Microsoft Graph, not of Office 365 Exchange Online: list it under that API",
    ],
  ])("%s", (_, api, kind, name, said) => {
    expect(permissionFault(api, kind, name)).toBe(said);
  });

  it("is not repeated where it has the shape of a secret", () => {
    expect(permissionFault(graph, "delegated", "abc8Q~abcdefghijklmnopqrstuvwxyz0123")).not.toContain("abcdefghijkl");
  });
});

describe("an API that cannot be asked", () => {
  it.each([
    ["microsoft graph", '"microsoft graph" is not an API of the catalog: did you mean Microsoft Graph?'],
    ["Graph", '"Graph" is not an API of the catalog: did you mean Microsoft Graph?'],
    ["Exchange Online", '"Exchange Online" is not an API of the catalog: did you mean Office 365 Exchange Online?'],
    [
      "Azure Service Management",
      '"Azure Service Management" is another name of Azure Resource Manager: write Azure Resource Manager',
    ],
    [
      "Microsoft 365 SharePoint Online",
      '"Microsoft 365 SharePoint Online" is another name of Office 365 SharePoint Online: write Office 365 SharePoint Online',
    ],
    [
      "00000003-0000-0000-c000-000000000000",
      '"00000003-0000-0000-c000-000000000000" is another name of Microsoft Graph: write Microsoft Graph',
    ],
    [
      "https://graph.microsoft.com/",
      '"https://graph.microsoft.com/" is another name of Microsoft Graph: write Microsoft Graph',
    ],
    [
      "Windows Azure Active Directory",
      "Windows Azure Active Directory (Azure AD Graph) is retired: ask for User.Read on Microsoft Graph instead",
    ],
    [
      "Azure AD Graph",
      "Windows Azure Active Directory (Azure AD Graph) is retired: ask for User.Read on Microsoft Graph instead",
    ],
    [
      "Banana",
      '"Banana" is not an API of the catalog: known are Azure Key Vault, Azure Resource Manager, Microsoft Graph, Office 365 Exchange Online, Office 365 Management APIs, Office 365 SharePoint Online, Skype and Teams Tenant Admin API',
    ],
  ])("%s", (api, said) => {
    expect(permissionFault(api, "delegated", "User.Read")).toBe(said);
  });

  it("is refused even where no name stands under it", () => {
    expect(permissionFault("", "delegated", "")).toContain("is not an API of the catalog");
    expect(permissionFault("Azure Active Directory Graph", "application", "")).toContain(
      "is retired: ask on Microsoft Graph instead",
    );
  });
});

describe("every name on offer", () => {
  it("may be asked for, and stands for an id", () => {
    for (const api of apiNames()) {
      for (const kind of ["delegated", "application"] as const) {
        for (const name of permissionNames(api, kind))
          expect(permissionFault(api, kind, name), `${api} ${kind} ${name}`).toBeUndefined();
      }
    }
    expect(permissionNames(graph, "application")).toContain("Mail.Read");
    expect(permissionNames("Azure Key Vault", "application")).toEqual([]);
  });
});
