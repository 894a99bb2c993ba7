#!/usr/bin/env bash
# Installs Debian's Chromium, in which the operations page is tested, unless there is one. Ends with 1, and says why, when it can't be had.
set -euo pipefail

for program in "${ONBOARDING_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$program" ] && command -v "$program" >/dev/null; then exit 0; fi
done

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "Chromium is needed to test the operations page: install it ('sudo apt-get install chromium'), or name one in ONBOARDING_CHROMIUM." >&2
  exit 1
fi

echo "Installing Chromium (apt-get)"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null; then
  echo "apt-get could not install Chromium: is Debian's archive in reach?" >&2
  exit 1
fi
