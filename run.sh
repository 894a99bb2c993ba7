#!/usr/bin/env bash
# Starts everything on this machine and onboards a sample person from queue message to signed contract.
#   --once                 end after the sample: exit 0 only if its outcome was Completed
#   --keep-data            continue with the data folder of the last run; otherwise a fresh one
#   --emulators-only       Azurite and the emulators alone, with the settings to use them printed
#   --notify-url URL       where WeChat Pay's notifications go (with --emulators-only)
#   --port-base N          host on N, WeChat Pay N+1, Key Vault N+2, Azurite N+3 to N+5 (default 7080)
#   --request FILE         another request than samples/student.json
#   --data FOLDER          another data folder than ./data
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

once=false keep=false emulators_only=false port_base=7080 notify_url="" request=samples/student.json
data="$PWD/data"
pids=()

fail() { echo "run.sh: $1" >&2; exit "${2:-1}"; }

while [ $# -gt 0 ]; do
  case "$1" in
    --once) once=true ;;
    --keep-data) keep=true ;;
    --emulators-only) emulators_only=true ;;
    --notify-url) notify_url="${2:?run.sh: --notify-url needs an address}"; shift ;;
    --port-base) port_base="${2:?run.sh: --port-base needs a number}"; shift ;;
    --data) data="$(realpath -m "${2:?run.sh: --data needs a folder}")"; shift ;;
    --request) request="${2:?run.sh: --request needs a file}"; shift ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) fail "unknown argument '$1'; ./run.sh --help lists them" 2 ;;
  esac
  shift
done
[[ "$port_base" =~ ^[0-9]+$ ]] && [ "$port_base" -ge 1024 ] && [ "$port_base" -le 65530 ] \
  || fail "--port-base must be a number from 1024 to 65530, not '$port_base'" 2
if ! $keep && [ -n "$(ls -A "$data" 2>/dev/null)" ] && [ ! -d "$data/emulators" ]; then
  fail "$data isn't empty and isn't a data folder of run.sh: it is left alone; name another with --data" 2
fi
[ -f "$request" ] || fail "there is no request file '$request'" 2

host_port=$port_base wechatpay_port=$((port_base + 1)) keyvault_port=$((port_base + 2))
blob_port=$((port_base + 3)) queue_port=$((port_base + 4)) table_port=$((port_base + 5))
host_url="http://127.0.0.1:$host_port"
[ -n "$notify_url" ] || notify_url="$host_url/api/wechatpay/notifications"
account="AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
storage="DefaultEndpointsProtocol=http;$account;BlobEndpoint=http://127.0.0.1:$blob_port/devstoreaccount1;QueueEndpoint=http://127.0.0.1:$queue_port/devstoreaccount1;TableEndpoint=http://127.0.0.1:$table_port/devstoreaccount1;"

stop_all() { # LocalHost first, so that it ends its work while the rest still answers
  trap '' INT TERM
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill -TERM "${pids[i]}" 2>/dev/null || continue
    for _ in $(seq 100); do kill -0 "${pids[i]}" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "${pids[i]}" 2>/dev/null
    wait "${pids[i]}" 2>/dev/null
  done
}
trap 'exit 130' INT
trap 'exit 143' TERM
trap stop_all EXIT

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

wait_until() { # what, process id, log, command that succeeds when it is ready
  local what=$1 pid=$2 log=$3; shift 3
  for _ in $(seq 300); do
    "$@" 2>/dev/null && return 0
    if ! kill -0 "$pid" 2>/dev/null; then
      tail -n 20 "$log" >&2
      fail "$what ended before it was ready; its log is $log"
    fi
    sleep 0.1
  done
  tail -n 20 "$log" >&2
  fail "$what wasn't ready within 30 s; its log is $log"
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
command -v dotnet >/dev/null || fail "the .NET SDK 10 is needed: https://dotnet.microsoft.com/download"
dotnet --version >/dev/null 2>&1 || fail "the .NET SDK 10 is needed (global.json); this machine has: $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ')"
tools/azurite/install.sh || exit 1
for port in $host_port $wechatpay_port $keyvault_port $blob_port $queue_port $table_port; do
  ! port_in_use "$port" || fail "port $port is in use; free it or choose others with --port-base N"
done

projects=(OnboardingFlow.Emulators)
$emulators_only || projects+=(OnboardingFlow.LocalHost OnboardingFlow.Cli)
for project in "${projects[@]}"; do
  echo "Building $project"
  if ! output=$(dotnet build "src/$project" -c Release -v q 2>&1); then
    if grep -qE "NU1301|NU1101|NU1102" <<<"$output"; then
      fail "packages can't be had from the NuGet feed ('dotnet nuget list source' shows it): $(grep -oE "NU1[0-9]+: [^[]*" <<<"$output" | head -n 1)"
    fi
    grep -E "error" <<<"$output" | sort -u | head -n 10 >&2
    fail "the build of $project failed"
  fi
done
bin() { echo "src/$1/bin/Release/net10.0/$2"; }

$keep || rm -rf "$data"
mkdir -p "$data/azurite" "$data/emulators" && chmod 700 "$data" || fail "the data folder $data can't be made"

AZURITE_TELEMETRY=false node tools/azurite/node_modules/azurite/dist/src/azurite.js --silent --disableTelemetry --skipApiVersionCheck \
  --location "$data/azurite" --blobHost 127.0.0.1 --queueHost 127.0.0.1 --tableHost 127.0.0.1 \
  --blobPort "$blob_port" --queuePort "$queue_port" --tablePort "$table_port" >"$data/azurite.log" 2>&1 </dev/null &
pids+=($!)
azurite=$!
rm -f "$data/emulators/emulators.json"
dotnet "$(bin OnboardingFlow.Emulators OnboardingFlow.Emulators.dll)" --Emulators:DataDirectory="$data/emulators" \
  --Emulators:WeChatPayUrl="http://127.0.0.1:$wechatpay_port" --Emulators:KeyVaultUrl="https://127.0.0.1:$keyvault_port" \
  --Emulators:NotifyUrl="$notify_url" >"$data/emulators.log" 2>&1 </dev/null &
pids+=($!)
emulators=$!
for port in $blob_port $queue_port $table_port; do wait_until Azurite "$azurite" "$data/azurite.log" port_in_use "$port"; done
wait_until "The emulators" "$emulators" "$data/emulators.log" test -s "$data/emulators/emulators.json"

if $emulators_only; then
  echo "WeChat Pay emulator  http://127.0.0.1:$wechatpay_port   (control: /_emulator)"
  echo "Key Vault emulator   https://127.0.0.1:$keyvault_port  (control: /_emulator, certificate: $data/emulators/emulator-ca.pem)"
  echo "Azurite              blob $blob_port, queue $queue_port, table $table_port"
  echo "Notifications go to  $notify_url"
  echo "Settings for LocalHost are in $data/emulators/localhost.settings.json, besides this one:"
  echo "Storage__ConnectionString='$storage'"
  echo "Ctrl-C ends them."
  wait "$emulators"
  exit 1
fi

rm -f "$data/host/localhost.json"
dotnet "$(bin OnboardingFlow.LocalHost OnboardingFlow.LocalHost.dll)" --settings "$data/emulators/localhost.settings.json" \
  --Engine:DataDirectory="$data/host" --Http:Urls="$host_url" --Storage:ConnectionString="$storage" >"$data/host.log" 2>&1 </dev/null &
pids+=($!)
host=$!
wait_until LocalHost "$host" "$data/host.log" test -s "$data/host/localhost.json"

dotnet "$(bin OnboardingFlow.Cli onboarding.dll)" demo --host "$host_url" --api-key-file "$data/host/api-key" --storage "$storage" \
  --emulator "http://127.0.0.1:$wechatpay_port" --request "$request" &
demo=$!
wait "$demo"
code=$?
if $once || [ "$code" -ne 0 ]; then
  [ "$code" -eq 0 ] || echo "LocalHost's log is $data/host.log" >&2
  exit "$code"
fi

cli="dotnet $(bin OnboardingFlow.Cli onboarding.dll)"
echo
echo "Everything keeps running; Ctrl-C ends it. To send another (one line):"
echo "$cli demo --host $host_url --api-key-file $data/host/api-key --storage '$storage' --emulator http://127.0.0.1:$wechatpay_port --request $request"
wait "$host"
fail "LocalHost ended by itself; its log is $data/host.log"
