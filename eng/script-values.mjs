// What Node gives for the expressions of a conformance file: one expression a line, a tab, its value.
//
//   TZ=America/New_York node eng/script-values.mjs tests/FlowEngine.Tests/Expressions/Conformance/builtins.tsv
//
// Rewrites the second column, so that a line may be added without one. Values are written as JSON; a call that throws stands
// in the expression as a function that catches, so that the name of the error is the value.
import { readFileSync, writeFileSync } from "node:fs";
import vm from "node:vm";

if (process.env.TZ !== "America/New_York") {
  throw new Error("The cases are those of a zone with summer time: set TZ=America/New_York.");
}

const file = process.argv[2];
const data = JSON.parse(readFileSync(new URL("../tests/FlowEngine.Tests/Expressions/Conformance/cases.json", import.meta.url), "utf8")).data;

function valueOf(code) {
  const value = vm.runInNewContext(`(${code}\n)`, { ...structuredClone(data), structuredClone });
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : JSON.stringify(value) ?? "undefined";
}

const lines = readFileSync(file, "utf8").split("\n").filter(line => line !== "");
writeFileSync(file, lines.map(line => line.split("\t")[0]).map(code => `${code}\t${valueOf(code)}\n`).join(""));
