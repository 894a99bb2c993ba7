#!/usr/bin/env bash
# Builds what a machine is given to run: the host, the onboarding command and the systemd units, in one folder (docs/running.md).
#   --output FOLDER   where to (default artifacts/onboardingflow-VERSION-RUNTIME); must not be there yet
#   --runtime RID     for which machine (default: like this one), such as linux-x64 or linux-arm64
# One file a program, .NET included, where the NuGet feed carries .NET's runtime for that machine; else the machine needs the ASP.NET Core runtime 10
# itself. The last line says which it became.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

fail() { echo "publish.sh: $1" >&2; exit "${2:-1}"; }

case "$(uname -m)" in
  x86_64) runtime=linux-x64 ;;
  aarch64) runtime=linux-arm64 ;;
  *) runtime="" ;;
esac
output=""
while [ $# -gt 0 ]; do
  case "$1" in
    --output) output="${2:?publish.sh: --output needs a folder}"; shift ;;
    --runtime) runtime="${2:?publish.sh: --runtime needs a name such as linux-x64}"; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) fail "unknown argument '$1'; scripts/publish.sh --help lists them" 2 ;;
  esac
  shift
done
[ -n "$runtime" ] || fail "this machine ($(uname -m)) has no known name: give it with --runtime" 2

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
version=$(dotnet msbuild src/OnboardingFlow.LocalHost -getProperty:Version) || fail "the version can't be read: $version"
[ -n "$output" ] || output="artifacts/onboardingflow-$version-$runtime"
[ ! -e "$output" ] || fail "$output is there already: remove it, or name another with --output" 2

build=$(mktemp -d) # Of its own, so that the working copy's builds stay as they are.
trap 'rm -rf "$build"' EXIT

publish() { # how, project
  dotnet publish "src/$2" -c Release -r "$runtime" --artifacts-path "$build/$1" -o "$output" -v q \
    -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false "${@:3}"
}

how="one file a program, .NET included"
mode=(--self-contained -p:PublishSingleFile=true)
if ! said=$(dotnet restore src/OnboardingFlow.LocalHost -r "$runtime" -p:SelfContained=true -p:PublishSingleFile=true --artifacts-path "$build/self-contained" -v q 2>&1); then
  # Only a runtime pack that isn't there is a reason to go on without: any other fault would come again.
  grep -qE "NU110[0-3].*(Microsoft\.NETCore\.App|Microsoft\.AspNetCore\.App)\." <<<"$said" || fail "the packages can't be had: $(grep -E 'error' <<<"$said" | head -n 1)"
  how="needs the ASP.NET Core runtime 10 on the machine: the feed lacks .NET's runtime for $runtime"
  mode=(--no-self-contained)
fi
for project in OnboardingFlow.LocalHost OnboardingFlow.Cli; do
  echo "Publishing $project"
  said=$(publish "$([ "${mode[0]}" = --self-contained ] && echo self-contained || echo framework)" "$project" "${mode[@]}" 2>&1) \
    || fail "$project couldn't be published: $(grep -E 'error' <<<"$said" | sort -u | head -n 3)"
done
cp infra/systemd/* "$output/" || fail "the systemd units couldn't be copied"
chmod -R a+rX "$output" # Some packages' files come readable by their owner only; the service runs as another.
echo "$output: $how"
