/** A tenant's file with two linked applications of one product. */

/** @param file what they are added to, down to its last integration */
export function linkedFile(file: string): string {
  const credentials = ["secret", "certificate"]
    .map((kind, at) => `          - { kind: ${kind}, issued: 2026-11-21${at === 0 ? "" : "b"}, expires: 2027-05-15 }\n`)
    .join("");
  return `${file}  netwrix:
    vendor: netwrix-auditor
    purpose: Audit
    contact: soc@contoso.example
    parts:
      exchange:
        permissionSet: exchange-online
        directoryRoles: [Exchange Administrator]
        credentials:
${credentials}      sharepoint:
        permissionSet: sharepoint-online
        omits: { Microsoft Graph: { application: [Application.ReadWrite.All] } }
        credentials:
${credentials}`;
}
