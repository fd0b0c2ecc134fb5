/** The last part of the address of one version of a secret: `https://<vault>/secrets/<name>/<version>`. */
export function versionIn(secretUriWithVersion: string): string {
  return secretUriWithVersion.slice(secretUriWithVersion.lastIndexOf("/") + 1);
}
