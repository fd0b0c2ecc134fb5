/** Where in the Entra admin center a person finds a thing of an application. */

/** A blade of the application's registration. */
export function registration(displayName: string, blade: string): string {
  return `App registrations > ${displayName} > ${blade}`;
}

/** A blade of its enterprise application. */
export function enterprise(displayName: string, blade: string): string {
  return `Enterprise applications > ${displayName} > ${blade}`;
}
