#!/usr/bin/env bash
# Mutation score of a part of the engine: changes its code in small ways and counts the changes that the tests notice.
#
#   eng/mutate.sh 'Running/*.cs' Running                 # the interpreter, by the tests of the interpreter
#   eng/mutate.sh 'Expressions/Quick/*.cs' Expressions   # expressions without an engine
#
# Works on a clone in a temporary folder that holds only the named folders of tests/FlowEngine.Tests: every mutant runs all of
# them. Slow whole-run tests (Crashes, Generated) are left out. The report is printed last; survivors are listed by file.
set -euo pipefail

pattern=${1:?Which files below src/FlowEngine, for example 'Running/*.cs'}
shift
[ $# -gt 0 ] || { echo "Which folders of tests/FlowEngine.Tests?" >&2; exit 2; }

root=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$root" "$work/clone"
dotnet tool install dotnet-stryker --version 5.1.0 --tool-path "$work/tools" >/dev/null

tests=$work/clone/tests/FlowEngine.Tests
for folder in "$tests"/*/; do
  name=$(basename "$folder")
  case " $* " in *" $name "*) ;; *) rm -rf "$folder" ;; esac
done
rm -rf "$tests/Running/Crashes" "$tests/Running/Generated"
[ -d "$tests/Expressions" ] || sed -i '/None Include="Expressions/d' "$tests/FlowEngine.Tests.csproj"

# Coverage analysis waits ten seconds for each test with this runner, which is more than it saves.
cat >"$tests/stryker-config.json" <<JSON
{
  "stryker-config": {
    "project": "FlowEngine.csproj",
    "test-runner": "mtp",
    "coverage-analysis": "off",
    "additional-timeout": 30000,
    "reporters": ["json", "cleartext"],
    "mutate": ["**/$pattern"]
  }
}
JSON
cd "$tests"
"$work/tools/dotnet-stryker" --output "$work/report"
