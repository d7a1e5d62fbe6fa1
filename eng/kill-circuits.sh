#!/usr/bin/env bash
# Kills circuits in the middle of edits, in a real browser, as often as asked for (100): eng/kill-circuits.sh [kills]
# Needs Chromium, and takes some minutes. The gate does the same with a few kills.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/EndToEnd.Tests -nologo -v q
cd tests/EndToEnd.Tests
FLOWSTUDIO_KILLS=${1:-100} dotnet run --no-build -- -class "*CircuitKillTests" -showLiveOutput
