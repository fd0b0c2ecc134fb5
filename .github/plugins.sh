#!/bin/sh
# Installs the provider plugins: the versions of the lockfile, each held against the checksum that the environment names. The
# engine fetches none by itself (PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION).
set -eu
cd "$(dirname "$0")/.."
for name in azuread azure-native tls; do
  variable=PLUGIN_SHA256_$(printf %s "$name" | tr 'a-z-' 'A-Z_')
  checksum=$(printenv "$variable" || true)
  version=$(node -p "require('@pulumi/$name/package.json').version")
  if ! printf %s "$checksum" | grep -Eq '^[0-9a-f]{64}$'; then
    printf '%s\n' "$variable is no SHA-256. Set it to that of pulumi-resource-$name-v$version-linux-amd64.tar.gz, as its release tells it (docs/deploy.md)." >&2
    exit 2
  fi
  pulumi plugin install resource "$name" "$version" --exact --checksum "$checksum"
done
