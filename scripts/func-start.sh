#!/usr/bin/env bash
# Runs the Functions host on this machine, beside ./run.sh --emulators-only (another terminal). Needs the Azure Functions Core Tools 4. Arguments go to func.
# local.settings.json is made from the sample once and is yours from then on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() { echo "func-start.sh: $1" >&2; exit 1; }

command -v func > /dev/null || fail "the Azure Functions Core Tools are needed: https://learn.microsoft.com/azure/azure-functions/functions-run-local"
[ -f data/emulators/localhost.settings.json ] || fail "no emulators have run here: start ./run.sh --emulators-only in another terminal first"

settings=src/OnboardingFlow.Functions/local.settings.json
[ -f "$settings" ] || cp local.settings.sample.json "$settings"

# The worker runs elsewhere: the sample's relative paths are given in full. What the environment has, func doesn't take from the file.
export ONBOARDINGFLOW_SETTINGS="$PWD/data/emulators/localhost.settings.json"
export KeyVault__TrustedCertificateFile="$PWD/data/emulators/emulator-ca.pem"

cd src/OnboardingFlow.Functions
exec func start --port 7080 "$@"
