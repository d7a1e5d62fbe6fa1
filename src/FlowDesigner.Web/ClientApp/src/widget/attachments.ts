import { showAdaptiveCard } from "./adaptive-card";
import type { Activity, Attachment, Suggestion } from "./activity";
import { carousel } from "./carousel";
import { h, icon } from "./dom";
import { safeAddress } from "./linkify";
import { words } from "./words";

/** What a visitor does with a card. */
export interface CardEvents {
  send(suggestion: Suggestion): void;
  /** Sends the inputs of a card; false when nothing can be sent any more. */
  submit(title: string, value: Record<string, unknown>): boolean;
}

interface HeroCard {
  title?: string;
  text?: string;
  images?: { url?: string; alt?: string }[];
  buttons?: { type?: string; title?: string; value?: unknown }[];
}

const hero = "application/vnd.microsoft.card.hero";
const adaptive = "application/vnd.microsoft.card.adaptive";

/** The elements of what goes with a message; kinds that nobody knows are left out. */
export function attachmentsOf(activity: Activity, events: CardEvents): HTMLElement[] {
  const attachments = activity.attachments ?? [];
  const cards = attachments.filter((a) => a.contentType === hero).map((a) => heroCard(a.content as HeroCard, events));
  const row = activity.attachmentLayout === "carousel" && cards.length > 1 ? carousel(cards) : undefined;
  const shown: HTMLElement[] = [];
  for (const attachment of attachments) {
    if (attachment.contentType !== hero) {
      shown.push(...elementOf(attachment, events));
    } else if (!row) {
      shown.push(cards.shift()!); // one for each hero card
    } else if (!shown.includes(row)) {
      shown.push(row);
    }
  }

  return shown;
}

function elementOf(attachment: Attachment, events: CardEvents): HTMLElement[] {
  if (attachment.contentType === adaptive) {
    return [showAdaptiveCard(attachment.content, events)];
  }

  const address = safeAddress(attachment.contentUrl);
  if (!address) {
    return [];
  }

  return [attachment.contentType?.startsWith("image/") ? picture(address, attachment.name ?? "") : file(address, attachment.name ?? address)];
}

/** A picture; its words where it cannot be loaded. */
export function picture(address: string, alternative: string): HTMLElement {
  const image = h("img", { src: address, alt: alternative, loading: "lazy", referrerpolicy: "no-referrer", decoding: "async" });
  const frame = h("div", { class: "pic" }, image);
  image.addEventListener("error", () => frame.replaceChildren(h("p", { class: "lost" }, alternative || words.noPicture)));
  return frame;
}

function file(address: string, name: string): HTMLElement {
  return h("a", { class: "file", ...newWindow(address) }, icon("file"), h("bdi", {}, name), h("span", { class: "sr" }, ` (${words.newWindow})`));
}

function heroCard(card: HeroCard, events: CardEvents): HTMLElement {
  const image = card.images?.[0];
  const address = safeAddress(image?.url);
  const box = h("div", { class: "card" }, address ? picture(address, image?.alt ?? "") : undefined);
  if (card.title) {
    box.append(h("p", { class: "card-title", dir: "auto" }, card.title));
  }

  if (card.text) {
    box.append(h("p", { class: "card-text", dir: "auto" }, card.text));
  }

  for (const { type, title, value } of card.buttons ?? []) {
    const text = typeof value === "string" ? value : (title ?? "");
    const label = title || text;
    if (type === "openUrl") {
      const link = linkButton(text, label);
      box.append(...(link ? [link] : []));
    } else if (text) {
      const button = h("button", { type: "button", class: "act" }, h("bdi", {}, label));
      button.addEventListener("click", () => events.send({ title: label, value: text }));
      box.append(button);
    }
  }

  return box;
}

/** A link that looks like a button; undefined when its address must not be opened. */
export function linkButton(address: unknown, label: string): HTMLElement | undefined {
  const safe = safeAddress(address);
  return safe
    ? h("a", { class: "act", ...newWindow(safe) }, h("bdi", {}, label), icon("open"), h("span", { class: "sr" }, ` (${words.newWindow})`))
    : undefined;
}

function newWindow(address: string): Record<string, string> {
  return { href: address, target: "_blank", rel: "noopener noreferrer nofollow ugc" };
}
