import type { Options } from "./types";

/** An expression inside of a text, such as {{ vars.name }}: from and to with the braces, start and end without. */
export interface Part {
  from: number;
  to: number;
  start: number;
  end: number;
}

/** The expressions of a template; one that has no end yet reaches to the end of the text. As the server reads them. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf("{{", at);
    if (from < 0) {
      return parts;
    }
    if (text[from - 1] === "\\") {
      at = from + 2;
      continue;
    }
    const end = endOf(text, from + 2);
    const to = end < 0 ? text.length : end + 2;
    parts.push({ from, to, start: from + 2, end: end < 0 ? text.length : end });
    at = to;
  }
}

function endOf(text: string, start: number): number {
  let depth = 0;
  let quote = "";
  for (let i = start; i < text.length; i++) {
    const c = text[i]!; // inside of the text
    if (quote) {
      i += c === "\\" ? 1 : 0;
      quote = c === quote ? "" : quote;
    } else if (c === "'" || c === '"' || c === "`") {
      quote = c;
    } else if (c === "{") {
      depth++;
    } else if (c === "}" && depth > 0) {
      depth--;
    } else if (c === "}" && text[i + 1] === "}") {
      return i;
    }
  }
  return text.indexOf("}}", start);
}

/** The expression in which a place lies; null for plain text. */
export function expressionAt(text: string, place: number, options: Options): { start: number; source: string } | null {
  if (options.kind === "expression" || options.kind === "script") {
    return { start: 0, source: text };
  }
  if (options.takesFormula && text.startsWith("=")) {
    return place > 0 ? { start: 1, source: text.slice(1) } : null;
  }
  const part = options.takesTemplate ? partsOf(text).find(p => p.start <= place && place <= p.end) : undefined;
  return part ? { start: part.start, source: text.slice(part.start, part.end) } : null;
}

/** How a formula reads on a chip: only the thing itself counts. */
export function wordsOf(expression: string): string {
  const source = expression.trim();
  return source.startsWith("vars.") ? source.slice("vars.".length) : source;
}
