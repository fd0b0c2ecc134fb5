/** A tenant's file with the vendors' own applications: one that signs people in, and one that acts by itself. */
export const vendorsApplications = `tenant:
  id: 11111111-1111-1111-1111-111111111111
  domain: contoso.onmicrosoft.com
  owners:
    - { servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }
    - servicePrincipal: 55555555-5555-5555-5555-555555555555
  disposable: true
integrations:
  github:
    vendor: github-emu
    purpose: Sign-in to the GitHub enterprise
    contact: developers@contoso.example
    ticket: CHG0030011
    signsIn: [44444444-4444-4444-4444-444444444444]
    permissions:
      Microsoft Graph: { delegated: [User.Read, openid, profile, email] }
  rooms:
    vendor: zoom-rooms
    contact: voice@contoso.example
    permissions:
      Microsoft Graph: { application: [Calendars.ReadWrite] }
`;
