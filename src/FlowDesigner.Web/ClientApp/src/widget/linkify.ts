/** A piece of text; `href` is set for the pieces that are links. */
export interface Piece {
  text: string;
  href?: string;
}

const address = /https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const afterSentence = /[.,;:!?…)\]}»”’]+$/u;

/** Finds http and https addresses in plain text; nothing else ever becomes a link. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(afterSentence, "");
    const href = safeAddress(found);
    if (!href) {
      continue;
    }

    if (match.index > end) {
      pieces.push({ text: text.slice(end, match.index) });
    }

    pieces.push({ text: found, href });
    end = match.index + found.length;
  }

  if (end < text.length) {
    pieces.push({ text: text.slice(end) });
  }

  return pieces;
}

/** An address as it may be shown: http or https, complete, and no disguise; undefined for any other. */
export function safeAddress(found: unknown): string | undefined {
  if (typeof found !== "string" || !URL.canParse(found)) {
    return undefined;
  }

  const url = new URL(found);
  // An address with a user name in it is a disguise: https://shop.example@evil.example/
  return (url.protocol === "http:" || url.protocol === "https:") && !url.username && !url.password ? url.href : undefined;
}
