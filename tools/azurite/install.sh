#!/usr/bin/env bash
# Installs Azurite beside this file.
exec "$(dirname "${BASH_SOURCE[0]}")/../install-locked.sh" azurite "Azurite (the storage emulator)"
