#!/usr/bin/env bash
# Runs everything that checks the project and ends with one line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")"
export CI="${CI:-true}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() {
  echo "test.sh: $1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

install_chromium() {
  command -v chromium >/dev/null && return
  echo "== installing Chromium"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  if command -v apt-get >/dev/null; then
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y -q chromium
  elif command -v brew >/dev/null; then
    brew install --cask chromium
  fi
  command -v chromium >/dev/null || fail "Chromium is needed for the browser tests; install it and run again."
}

install_postgres() {
  [ -n "${FLOWSTUDIO_POSTGRES_BIN:-}" ] && return
  command -v initdb >/dev/null && return
  ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 && return
  echo "== installing PostgreSQL"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  if command -v apt-get >/dev/null; then
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y -q postgresql-server
  elif command -v brew >/dev/null; then
    brew install postgresql@15 && PATH="$(brew --prefix postgresql@15)/bin:$PATH"
  fi
  command -v initdb >/dev/null || ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 \
    || fail "PostgreSQL is needed for the tests of databases; install it, or set FLOWSTUDIO_POSTGRES_BIN to its programs, and run again."
}

install_chromium
install_postgres

echo "== restore"
dotnet restore FlowStudio.sln -v quiet || fail "restore failed"

echo "== build, warnings are errors"
dotnet build FlowStudio.sln -c Release --no-restore -v quiet || fail "build failed"

echo "== format"
dotnet format whitespace FlowStudio.sln --no-restore --verify-no-changes || fail "run: dotnet format whitespace"

echo "== client type check"
npm --prefix src/FlowDesigner.Web/ClientApp run --silent typecheck || fail "the client code does not type-check"

passed=0
failed=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Reads the counters of one result file: <Counters total=".." executed=".." passed=".." failed=".." …/>
counter() {
  sed -n "s/.*<Counters[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}

for project in tests/*.Tests; do
  name=$(basename "$project")
  echo "== $name"
  dotnet test "$project" -c Release --no-build --logger "trx;LogFileName=$name.trx" --results-directory "$results" -v minimal
  status=$?
  trx="$results/$name.trx"
  if [ ! -f "$trx" ]; then
    echo "$name wrote no results" >&2
    failed=$((failed + 1))
    continue
  fi
  total=$(counter total "$trx")
  good=$(counter passed "$trx")
  passed=$((passed + good))
  # A skipped test counts as failed: it proves nothing.
  failed=$((failed + total - good))
  if [ "$status" -ne 0 ] && [ "$total" -eq "$good" ]; then
    echo "$name ended with status $status" >&2
    failed=$((failed + 1))
  fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
