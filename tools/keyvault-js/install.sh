#!/usr/bin/env bash
# Installs the Azure SDK for JavaScript beside this file; a test drives the Key Vault emulator with it.
exec "$(dirname "${BASH_SOURCE[0]}")/../install-locked.sh" keyvault-js "the Azure SDK for JavaScript (a test's client of the Key Vault emulator)"
