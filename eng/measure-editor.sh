#!/usr/bin/env bash
# Measures how large flows open and move in the editor, and prints the rows of the table in docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
FIGURES="$figures" dotnet run --project tests/EndToEnd.Tests -c Release -- -class EndToEnd.Tests.Editor.LargeFlowTests
echo "| Nodes | Visible after | Frames/s, dragging a node | Frames/s, panning |"
echo "| ---: | ---: | ---: | ---: |"
sort -t '|' -k 2n "$figures"
