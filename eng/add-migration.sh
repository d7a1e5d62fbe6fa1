#!/usr/bin/env bash
# Adds a migration for the model as it stands: eng/add-migration.sh AddOutbox
# With no name it makes the one migration of an unreleased database anew.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=src/FlowRuntime/Storage/Migrations
name=${1:-Initial}
if [ "$name" = Initial ]; then
  rm -rf "$folder"
fi
dotnet tool restore >/dev/null
dotnet build src/FlowRuntime -nologo -v q
dotnet ef migrations add "$name" --project src/FlowRuntime --startup-project src/FlowRuntime --no-build -o Storage/Migrations
ls "$folder"
