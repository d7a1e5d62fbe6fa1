import * as esbuild from "esbuild";
import { statSync } from "node:fs";
import { join } from "node:path";

/** The chat widget loads on other people's pages: it stays one small file. Unit: bytes, minified. */
const largest = 60 * 1000;

export async function buildWidget(outdir) {
  const outfile = join(outdir, "widget.js");
  await esbuild.build({
    entryPoints: ["src/widget/widget.ts"],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    loader: { ".css": "text" },
    logLevel: "warning",
  });
  const size = statSync(outfile).size;
  if (size > largest) {
    throw new Error(`The chat widget has ${size} bytes, more than ${largest}.`);
  }
}
