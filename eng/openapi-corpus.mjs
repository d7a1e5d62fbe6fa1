// Sums the lines of `openapi <folder>` up: { file, imported, operations | reason, milliseconds, allocatedMegabytes }.
import { readFileSync } from 'node:fs';

const least = 97;
const longest = 10_000;
const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const imported = lines.filter((l) => l.imported);
const percent = (100 * imported.length) / lines.length;
const reasons = new Map();
for (const line of lines.filter((l) => !l.imported)) {
  reasons.set(line.reason, [...(reasons.get(line.reason) ?? []), line]);
}
const slowest = lines.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
const greatest = lines.toSorted((a, b) => b.allocatedMegabytes - a.allocatedMegabytes)[0];
const operations = imported.reduce((sum, l) => sum + l.operations, 0);

console.log(`${imported.length} of ${lines.length} documents imported (${percent.toFixed(1)} %), ${operations} operations, ${process.env.SECONDS_TAKEN} s`);
for (const [reason, refused] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${String(refused.length).padStart(5)}  ${reason}`);
  refused.slice(0, 10).forEach((l) => console.log(`         ${l.file}`));
}
console.log(`slowest: ${slowest.file}, ${slowest.milliseconds} ms`);
console.log(`most memory: ${greatest.file}, ${greatest.allocatedMegabytes} MB allocated in all`);
if (lines.length === 0 || percent < least || slowest.milliseconds > longest) {
  process.exitCode = 1;
}
