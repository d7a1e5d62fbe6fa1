import * as esbuild from "esbuild";
import { mkdirSync, rmSync } from "node:fs";
import { buildWidget } from "./widget.mjs";

const argument = (name) => {
  const index = process.argv.indexOf(name);
  return index > 0 ? process.argv[index + 1] : undefined;
};
const outdir = argument("--outdir") ?? "../wwwroot/client";
const dev = process.argv.includes("--dev");

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
await esbuild.build({
  entryPoints: {
    "flow-canvas": "src/flow-canvas/flow-canvas.tsx",
    "code-field": "src/code-field/code-field.ts",
    outline: "src/outline/outline.ts",
    journal: "src/journal/journal.ts",
    frame: "src/frame/frame.ts",
  },
  outdir,
  bundle: true,
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  target: "es2022",
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  legalComments: "linked",
  define: { "process.env.NODE_ENV": dev ? '"development"' : '"production"' },
  logLevel: "warning",
});
await buildWidget(outdir);
