import { h, icon } from "./dom";
import { words } from "./words";

/**
 * Cards side by side: a row that scrolls by finger, wheel, arrow keys and two buttons. Each card is a group that says
 * which one of how many it is.
 */
export function carousel(cards: HTMLElement[]): HTMLElement {
  const row = h("div", { class: "cards", tabindex: "0", role: "group", "aria-label": words.cards(cards.length) });
  cards.forEach((card, index) => {
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", words.cardOf(index + 1, cards.length));
    row.append(card);
  });
  const back = h("button", { type: "button", class: "tool back", "aria-label": words.earlierCards }, icon("back"));
  const next = h("button", { type: "button", class: "tool next", "aria-label": words.laterCards }, icon("next"));
  const step = (sign: number) => {
    const width = cards[0]!.offsetWidth + 8; // a carousel has two cards or more
    const direction = getComputedStyle(row).direction === "rtl" ? -1 : 1;
    row.scrollBy({ left: sign * direction * width, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const update = () => {
    const at = Math.abs(row.scrollLeft);
    // Not disabled: a button that vanished under the focus would lose it.
    back.setAttribute("aria-disabled", String(at < 4));
    next.setAttribute("aria-disabled", String(at + row.clientWidth > row.scrollWidth - 4));
  };
  back.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  row.addEventListener("scroll", update, { passive: true });
  row.addEventListener("keydown", (event) => {
    const sign = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (sign && event.target === row) {
      event.preventDefault();
      step(getComputedStyle(row).direction === "rtl" ? -sign : sign);
    }
  });
  new ResizeObserver(update).observe(row);
  return h("div", { class: "carousel" }, row, h("div", { class: "steps" }, back, next));
}
