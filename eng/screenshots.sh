#!/usr/bin/env bash
# Makes the pictures of the documentation from the running product: docs/images/*.png
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/images
SCREENSHOTS="$PWD/docs/images" dotnet run --project tests/EndToEnd.Tests -c Release -- -class EndToEnd.Tests.Pages.Screenshots
