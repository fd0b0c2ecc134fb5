#!/bin/sh
# Installs the npm packages, the project's own Node among them. Silent but for one line, unless it fails.
# Needs npm on the machine; its Node may be older than the project's, hence no warning about engines.
least=20
needs="Install Node.js $least or newer with npm, for example from https://nodejs.org or your system's packages."

command -v node >/dev/null || { echo "node was not found on PATH. $needs" >&2; exit 1; }
command -v npm >/dev/null || { echo "npm was not found on PATH. $needs" >&2; exit 1; }
node -e "process.exit(Number(process.versions.node.split('.')[0]) < $least ? 1 : 0)" ||
  { echo "node on PATH is $(node --version). $needs" >&2; exit 1; }

echo 'Installing the npm packages (once).'
said=$(npm ci --ignore-scripts --no-progress --loglevel=error 2>&1) || {
  printf '%s\n' "$said" | sed '/^npm error Usage:/,/^npm error Run/d' >&2
  exit 1
}
touch node_modules/.package-lock.json

PATH="$PWD/node_modules/.bin:$PATH"
node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
  process.exit(major > 26 || (major === 26 && minor >= 10) ? 0 : 1)' || {
  echo "There is no packaged Node for $(uname -sm), and node on PATH is $(node --version)." >&2
  echo 'Install Node.js 26.10 or newer (version managers: 26).' >&2
  rm -f node_modules/.package-lock.json
  exit 1
}
