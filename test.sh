#!/usr/bin/env bash
# Restores, builds and runs all tests. The last line is "N passed, N failed"; the exit code is 0 only when nothing failed.
#   --long   full counts in tests that repeat themselves (kills, random cases)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

finish() { # passed, failed, skipped
  if [ "$3" -gt 0 ]; then echo "$1 passed, $2 failed, $3 skipped"; else echo "$1 passed, $2 failed"; fi
  if [ "$2" -eq 0 ]; then exit 0; else exit 1; fi
}

give_up() { # why; what could not be done counts as the one failure
  echo "$1"
  finish 0 1 0
}

# A test project that hangs fails after this long; the slowest takes six minutes on two cores.
limit=25m
for argument in "$@"; do
  case "$argument" in
    --long)
      export ONBOARDING_TESTS=long
      limit=4h
      ;;
    *) give_up "Unknown argument '$argument'. Usage: ./test.sh [--long]" ;;
  esac
done

# The summary is read below: in English whatever the machine speaks.
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

if ! sdk=$(dotnet --version 2>/dev/null); then
  give_up "The .NET SDK $(sed -n 's/.*"sdk".*"version": *"\([^"]*\)".*/\1/p' global.json) or a newer 10.0 is needed: https://dotnet.microsoft.com/download"
fi
echo "== .NET SDK $sdk"
tools/azurite/install.sh || give_up "Azurite could not be installed: no tests were run."
tools/chromium/install.sh || echo "== Without Chromium: the tests in a browser are skipped"
tools/keyvault-js/install.sh || give_up "The Azure SDK for JavaScript could not be installed: no tests were run."

echo "== dotnet restore"
dotnet restore OnboardingFlow.sln -v q || give_up "The restore failed (is the NuGet feed in reach? see 'dotnet nuget list source'): no tests were run."

echo "== dotnet build"
dotnet build OnboardingFlow.sln --no-restore -v q || give_up "The build failed: no tests were run."

lacking=$(dotnet msbuild src/OnboardingFlow.Functions -getProperty:LackingPackages 2>/dev/null)
if [ -z "$lacking" ]; then
  echo "== Functions: built against the official packages"
else
  echo "== Functions: against reference signatures for what the feed lacks: $lacking"
fi

echo "== dotnet test"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Some test projects start servers of their own: two at a time.
dotnet test --solution OnboardingFlow.sln --no-build --no-progress --no-ansi --max-parallel-test-modules 2 --timeout "$limit" 2>&1 \
  | sed -u "s#$PWD/##g; /^Running tests from /d" | tee "$log"
code=${PIPESTATUS[0]}

count() { sed -n '/^Test run summary/,$s/^ *'"$1"': \([0-9][0-9]*\)$/\1/p' "$log" | tail -n 1 | grep . || echo 0; }
passed=$(count succeeded)
# "error" counts test projects that crashed or had no test at all.
failed=$(($(count failed) + $(count error)))
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$((passed + failed))" -eq 0 ]; then give_up "No tests were run."; fi
finish "$passed" "$failed" "$(count skipped)"
