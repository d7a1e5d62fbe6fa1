import { inputOf, type CardInput } from "./adaptive-inputs";
import { linkButton, picture, type CardEvents } from "./attachments";
import { h } from "./dom";
import { linkify, safeAddress } from "./linkify";

/** An element or action of a card. Everything in it came from outside: each member is looked at before it is used. */
export type Part = Record<string, unknown>;

const deepest = 24;

/** Thrown where a card holds something we cannot show: its words are shown instead. */
class Unknown extends Error {}

/**
 * Shows an Adaptive Card: texts, pictures, facts, containers, columns, inputs, and actions that submit or open an
 * address. A card with anything else, and no fallback for it, is shown in words. Source: adaptivecards.io, schema 1.6.
 */
export function showAdaptiveCard(content: unknown, events: CardEvents): HTMLElement {
  const card = partOf(content);
  try {
    return new AdaptiveCard(events).show(card);
  } catch (error) {
    if (!(error instanceof Unknown)) {
      throw error;
    }

    return h("div", { class: "card wide" }, h("p", { class: "card-text", dir: "auto" }, textOf(card.fallbackText)));
  }
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

export function listOf(value: unknown): Part[] {
  return Array.isArray(value) ? value.map(partOf) : [];
}

function partOf(value: unknown): Part {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Part) : {};
}

class AdaptiveCard {
  private readonly inputs: CardInput[] = [];
  private readonly box = h("div", { class: "card wide adaptive" });

  constructor(private readonly events: CardEvents) {}

  show(card: Part): HTMLElement {
    this.box.append(...this.parts(card.body, 0), ...this.actions(card.actions));
    if (this.box.childElementCount === 0) {
      throw new Unknown();
    }

    return this.box;
  }

  private parts(value: unknown, depth: number): HTMLElement[] {
    if (depth > deepest) {
      throw new Unknown();
    }

    return listOf(value)
      .filter((part) => part.isVisible !== false)
      .flatMap((part) => this.part(part, depth));
  }

  private part(part: Part, depth: number): HTMLElement[] {
    switch (part.type) {
      case "TextBlock":
        return [textBlock(part)];
      case "RichTextBlock":
        return [h("p", { class: "card-text", dir: "auto" }, ...inlines(part.inlines))];
      case "Image":
        return image(part);
      case "ImageSet":
        return [h("div", { class: "images" }, ...listOf(part.images).flatMap(image))];
      case "FactSet":
        return [facts(part)];
      case "Container":
        return [h("div", { class: `stack ${toneOf(part.style)}` }, ...this.parts(part.items, depth + 1))];
      case "ColumnSet":
        return [h("div", { class: "columns" }, ...listOf(part.columns).map((column) => this.column(column, depth + 1)))];
      case "ActionSet":
        return this.actions(part.actions);
      default:
        return this.inputOr(part, depth);
    }
  }

  private column(column: Part, depth: number): HTMLElement {
    const box = h("div", { class: "stack" }, ...this.parts(column.items, depth));
    const weight = Number(column.width);
    box.style.flex = column.width === "auto" ? "0 1 auto" : `${weight > 0 ? weight : 1} 1 0`;
    return box;
  }

  private inputOr(part: Part, depth: number): HTMLElement[] {
    const input = inputOf(part);
    if (input) {
      this.inputs.push(input);
      return [input.element];
    }

    return this.fallback(part, (other) => this.part(other, depth + 1), depth);
  }

  private actions(value: unknown): HTMLElement[] {
    const buttons = listOf(value).flatMap((action) => this.action(action));
    return buttons.length > 0 ? [h("div", { class: "acts" }, ...buttons)] : [];
  }

  private action(action: Part): HTMLElement[] {
    const title = textOf(action.title);
    if (action.type === "Action.OpenUrl") {
      const link = linkButton(action.url, title || textOf(action.url));
      return link ? [link] : [];
    }

    if (action.type === "Action.Submit" || action.type === "Action.Execute") {
      const button = h("button", { type: "button", class: `act ${action.style === "positive" ? "primary" : ""}` }, h("bdi", {}, title || "OK"));
      button.addEventListener("click", () => this.submit(action, title || "OK"));
      return [button];
    }

    return this.fallback(action, (other) => this.action(other), 0);
  }

  private fallback(part: Part, show: (other: Part) => HTMLElement[], depth: number): HTMLElement[] {
    if (part.fallback === "drop" || depth > deepest) {
      return [];
    }

    if (typeof part.fallback !== "object" || part.fallback === null) {
      throw new Unknown();
    }

    return show(partOf(part.fallback));
  }

  private submit(action: Part, title: string): void {
    const inputs = action.associatedInputs === "none" ? [] : this.inputs;
    // All are checked, so that each says what is missing; the first of them gets the focus.
    const missing = inputs.filter((input) => !input.check())[0];
    if (missing) {
      missing.focus();
      return;
    }

    if (typeof action.data === "string" && inputs.length === 0) {
      this.events.send({ title, value: action.data });
      return;
    }

    const values = Object.fromEntries(inputs.filter((input) => input.id).map((input) => [input.id, input.value()]));
    if (this.events.submit(title, { ...partOf(action.data), ...values })) {
      this.close();
    }
  }

  /** What was sent stays to be read and cannot be sent twice by accident. */
  private close(): void {
    for (const control of this.box.querySelectorAll<HTMLButtonElement | HTMLInputElement>("button, input, select, textarea")) {
      control.disabled = true;
    }
  }
}

function textBlock(part: Part): HTMLElement {
  const isLarge = part.size === "large" || part.size === "extraLarge" || part.size === "ExtraLarge" || part.size === "Large";
  const isStrong = isLarge || part.weight === "bolder" || part.weight === "Bolder" || part.style === "heading";
  const classes = ["card-text", isStrong ? "strong" : "", isLarge ? "large" : "", part.isSubtle === true ? "subtle" : "", toneOf(part.color)];
  return h("p", { class: classes.filter(Boolean).join(" "), dir: "auto" }, ...marked(textOf(part.text)));
}

/** Text with `**bold**` and addresses in it; nothing else of Markdown. */
function marked(text: string): (HTMLElement | string)[] {
  return text.split(/\*\*(.+?)\*\*/).map((piece, index) => {
    const nodes = linkify(piece).map((p) =>
      p.href ? h("a", { href: p.href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, p.text) : p.text,
    );
    return h(index % 2 ? "b" : "span", {}, ...nodes);
  });
}

function inlines(value: unknown): HTMLElement[] {
  return (Array.isArray(value) ? value : []).map((run: unknown) =>
    typeof run === "string" ? h("span", {}, run) : h(partOf(run).weight === "bolder" ? "b" : "span", {}, textOf(partOf(run).text)),
  );
}

function image(part: Part): HTMLElement[] {
  const address = safeAddress(part.url);
  if (!address) {
    return [];
  }

  const frame = picture(address, textOf(part.altText));
  frame.classList.add(["small", "medium"].includes(textOf(part.size).toLowerCase()) ? textOf(part.size).toLowerCase() : "large");
  return [frame];
}

function facts(part: Part): HTMLElement {
  return h(
    "dl",
    {},
    ...listOf(part.facts).flatMap((fact) => [h("dt", { dir: "auto" }, textOf(fact.title)), h("dd", { dir: "auto" }, textOf(fact.value))]),
  );
}

function toneOf(value: unknown): string {
  const tone = textOf(value).toLowerCase();
  return ["attention", "good", "warning", "accent", "emphasis"].includes(tone) ? tone : "";
}
