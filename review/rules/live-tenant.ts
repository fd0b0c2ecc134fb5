/** Questions that only the live tenant can answer. They are listed so that nobody thinks they were checked; no rule judges them. */

/** One question to the tenant. */
export interface LiveQuestion {
  readonly name: string;
  /** One sentence: what to look at. */
  readonly question: string;
  readonly source: string;
}

/** All of them, in the order of docs/rules.md. */
export const liveQuestions: readonly LiveQuestion[] = [
  {
    name: "tenant-credential-policy",
    question:
      "Does the tenant limit credentials of applications (defaultAppManagementPolicy), and does it admit those of this file?",
    source: "CISA SCuBA MS.AAD.5.5v1 to 5.7v1; Zero Trust Assessment 21775; Maester MT.1002",
  },
  {
    name: "tenant-consent",
    question: "May users register applications or consent by themselves, and is the admin consent workflow on?",
    source:
      "CISA SCuBA MS.AAD.5.1v1 to 5.3v1; CIS Microsoft 365 6.0.1, 5.1.2.2, 5.1.5.1, 5.1.5.2; Zero Trust Assessment 21776, 21807, 21809, 21810",
  },
  {
    name: "redirect-resolves",
    question: "Does the host of every redirect URI exist, and does it belong to the vendor?",
    source: "Zero Trust Assessment 21885, 21888",
  },
  {
    name: "owner-kind",
    question: "Is an owner that the file names by its id alone a person, a service principal or a guest?",
    source: "Zero Trust Assessment 24518, 21867, 21868",
  },
  {
    name: "instance-lock",
    question: "Is the application instance of a multi-tenant application locked, with all its properties?",
    source: "Microsoft, security best practices for application properties",
  },
  {
    name: "consent-held",
    question:
      "Does the tenant still hold exactly the grants of this file? Some have vanished there while the state kept them.",
    source: "pulumi/pulumi-azuread#1169",
  },
  {
    name: "mailboxes-opened",
    question: "Did a person run the Exchange script, and does Test-ServicePrincipalAuthorization agree?",
    source: "Microsoft, RBAC for Applications in Exchange Online",
  },
  {
    name: "tenant-weakened",
    question:
      "Is multi-factor authentication on for the accounts that a vendor signs in with, and SMTP AUTH off for the organisation?",
    source: "CISA SCuBA, Microsoft Entra ID baseline, section 3; MS.EXO.5.1v1",
  },
];
