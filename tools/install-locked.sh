#!/usr/bin/env bash
# install-locked.sh FOLDER WHAT: installs tools/FOLDER from its lock file with npm, unless what is there was installed from this very lock file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/$1"
what=$2

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node.js 20 or newer with npm is needed for $what: https://nodejs.org/" >&2
  exit 1
fi
if ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; then
  echo "Node.js 20 or newer is needed for $what; this is $(node --version)." >&2
  exit 1
fi

installed=node_modules/.installed-from-lock.json
cmp -s package-lock.json "$installed" && exit 0

echo "Installing $what (npm ci)"
if ! npm ci --loglevel=error; then
  echo "npm ci failed in tools/$1: is the npm registry ($(npm config get registry 2>/dev/null)) in reach?" >&2
  exit 1
fi
cp package-lock.json "$installed"
