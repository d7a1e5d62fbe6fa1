import { cardWidth, type CardNode } from "./node-card";
import type { Place } from "./types";

/** Middles below each other, or tops beside each other; the first selected card of the flow stays where it is. */
export function lineUp(cards: CardNode[], way: "column" | "row"): Place[] {
  const first = cards[0];
  if (!first) {
    return [];
  }
  const middle = first.position.x + cardWidth(first.data.card) / 2;
  return cards.map(card => (way === "row"
    ? { id: card.id, x: card.position.x, y: first.position.y }
    : { id: card.id, x: middle - cardWidth(card.data.card) / 2, y: card.position.y }));
}
