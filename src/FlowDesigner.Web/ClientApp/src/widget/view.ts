import type { Suggestion } from "./activity";
import { longestMessage } from "./chat";
import { h, icon, type IconName } from "./dom";
import { linkify } from "./linkify";
import type { Pending, PostState } from "./outbox";
import { words } from "./words";

export interface ViewEvents {
  send(text: string): void;
  choose(suggestion: Suggestion): void;
  resend(pending: Pending): void;
  startOver(): void;
}

interface OwnBubble {
  item: HTMLElement;
  note: HTMLElement;
}

const nearBottom = 80;

/** The elements of the chat. Knows nothing of the line. */
export class ChatView {
  private readonly log = h("div", { class: "log", role: "log", "aria-live": "off" });
  private readonly typing = h("p", { class: "msg bot typing", "aria-hidden": "true", hidden: true }, h("i"), h("i"), h("i"));
  private readonly quick = h("div", { class: "quick", role: "group", "aria-label": words.suggested, hidden: true });
  private readonly stripBox = h("div", { class: "strip", hidden: true });
  private readonly fresh = h("button", { class: "fresh", type: "button", hidden: true }, icon("down"), words.newMessages);
  private readonly scroller = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.log });
  private readonly announcer = h("p", { class: "sr", role: "status" });
  private readonly portrait = h("span", { class: "portrait" }, icon("bot"));
  private readonly state = h("span", { class: "state" }, words.connecting);
  private readonly input = h("textarea", { rows: "1", maxlength: String(longestMessage), enterkeyhint: "send", dir: "auto" });
  private readonly form = h("form", { class: "composer" });
  private readonly own = new Map<string, OwnBubble>();
  private lastOwn = "";
  private speaker = "";

  constructor(
    root: ShadowRoot,
    private readonly name: string,
    language: string,
    private readonly events: ViewEvents,
  ) {
    this.log.lang = language;
    this.quick.lang = language;
    this.scroller.append(this.log, this.typing, this.quick, this.stripBox);
    this.describeInput(words.write);
    this.form.append(this.input, h("button", { class: "go", "aria-label": words.send, title: words.send }, icon("send")));
    root.append(
      h("section", { class: "chat", "aria-label": name }, this.header(), this.scroller, this.fresh, this.form, this.announcer),
    );
    this.listen();
  }

  /** Empties the chat for another conversation. */
  clear(): void {
    this.log.setAttribute("aria-live", "off");
    this.log.replaceChildren();
    this.own.clear();
    this.lastOwn = "";
    this.speaker = "";
    this.suggest([]);
    this.showTyping(false);
    this.strip("none");
    // What is replayed first is known to the visitor or greets a new one; reading it aloud starts after it.
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 1500);
  }

  addOwn(pending: Pending): void {
    const note = h("p", { class: "note" });
    const item = h("div", { class: "item me" }, this.bubble("me", pending.display ?? pending.text, words.you), note);
    this.own.set(pending.key, { item, note });
    this.speaker = "me";
    this.append(item, true);
    this.markOwn(pending, "sending", "");
  }

  /** The transcript has the message: shows it where the transcript has it. */
  settleOwn(pending: Pending): void {
    if (!this.own.has(pending.key)) {
      this.addOwn(pending);
    }

    const { item } = this.own.get(pending.key)!; // just added where it was missing
    if (this.log.lastElementChild !== item && !item.nextElementSibling?.classList.contains("me")) {
      this.append(item, false);
    }

    this.markOwn(pending, "sent", "");
  }

  markOwn(pending: Pending, state: PostState, reason: string): void {
    const bubble = this.own.get(pending.key);
    if (!bubble) {
      return;
    }

    const { item, note } = bubble;
    item.classList.toggle("open", state !== "sent");
    item.classList.toggle("failed", state === "failed");
    const shown: Record<PostState, [IconName, string]> = {
      sending: ["wait", words.sending],
      waiting: ["wait", words.waiting],
      sent: ["check", words.sent],
      failed: ["warn", `${words.failed} ${reason}`.trim()],
    };
    note.replaceChildren(icon(shown[state][0]), shown[state][1]);
    if (state === "failed" && !reason) {
      const again = h("button", { type: "button", class: "link" }, words.resend);
      again.addEventListener("click", () => {
        this.events.resend(pending);
        this.focusInput();
      });
      note.append(again);
    }

    if (state === "failed") {
      this.announce(`${words.failed} ${reason}`);
    } else if (state === "sent") {
      // Only the last one says so: a column of ticks helps nobody.
      this.own.get(this.lastOwn)?.note.replaceChildren();
      this.lastOwn = pending.key;
      note.replaceChildren(icon("check"), words.sent);
    }

    this.stick();
  }

  /** A message of the bot, or of an agent where a name is given, with what goes with it. */
  addOther(text: string, agent: string, attachments: HTMLElement[] = []): void {
    const items: HTMLElement[] = [];
    if (agent && agent !== this.speaker) {
      items.push(h("p", { class: "who", "aria-hidden": "true" }, agent));
    }

    this.speaker = agent || "bot";
    const author = agent || this.name;
    if (text) {
      items.push(this.bubble(agent ? "agent" : "bot", text, author));
    } else if (attachments.length > 0) {
      items.push(h("span", { class: "sr" }, `${author}: `));
    }

    this.append(h("div", { class: "item" }, ...items, ...attachments), false);
  }

  addMark(text: string): void {
    this.speaker = "";
    this.append(h("p", { class: "mark" }, h("bdi", {}, text)), false);
  }

  suggest(suggestions: Suggestion[]): void {
    const hadFocus = this.quick.contains((this.quick.getRootNode() as ShadowRoot).activeElement);
    this.quick.replaceChildren(
      ...suggestions.map((suggestion) => {
        const button = h("button", { type: "button" }, h("bdi", {}, suggestion.title));
        button.addEventListener("click", () => this.events.choose(suggestion));
        return button;
      }),
    );
    this.quick.hidden = suggestions.length === 0;
    if (hadFocus) {
      this.focusInput();
    }

    this.stick();
  }

  showTyping(shown: boolean): void {
    if (this.typing.hidden !== shown) {
      return;
    }

    this.typing.hidden = !shown;
    this.announce(shown ? words.writing(this.speakerName()) : "");
    this.stick();
  }

  status(text: string, agent: string): void {
    this.state.textContent = text;
    this.portrait.classList.toggle("human", agent !== "");
    this.portrait.replaceChildren(icon(agent ? "agent" : "bot"));
    this.describeInput(agent ? words.writeTo(agent) : words.write);
  }

  strip(kind: "none" | "offline" | "ended" | "refused", reason = ""): void {
    const ended = kind === "ended";
    // What has ended stays ended, whatever the line does.
    if (this.form.hidden && (kind === "offline" || (kind === "none" && this.log.childElementCount > 0))) {
      return;
    }

    this.form.hidden = ended;
    this.stripBox.hidden = kind === "none";
    this.stripBox.classList.toggle("warn", !ended);
    const content = {
      none: [],
      offline: [h("b", {}, words.offlineStrip), ` ${words.offlineHelp}`],
      ended: [words.ended, " ", this.startOverLink()],
      refused: [reason],
    }[kind];
    this.stripBox.replaceChildren(...(kind === "none" ? [] : [icon(ended ? "check" : "warn"), h("span", {}, ...content)]));
    if (kind !== "none") {
      this.announce(this.stripBox.textContent ?? "");
    }

    this.stick();
  }

  private header(): HTMLElement {
    const over = h(
      "button",
      { type: "button", class: "tool", "aria-label": words.startOver, title: words.startOver },
      icon("again"),
    );
    const dialog = this.startOverDialog();
    over.addEventListener("click", () => dialog.showModal());
    return h(
      "header",
      {},
      this.portrait,
      h("div", { class: "title" }, h("h1", {}, h("bdi", {}, this.name)), this.state),
      over,
      dialog,
    );
  }

  private startOverDialog(): HTMLDialogElement {
    const yes = h("button", { type: "submit", value: "yes", class: "btn primary" }, words.startOver);
    const no = h("button", { type: "submit", value: "no", class: "btn" }, words.goOn);
    const dialog = h(
      "dialog",
      { "aria-labelledby": "over-title", "aria-describedby": "over-help" },
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "over-title" }, words.startOverQuestion),
        h("p", { id: "over-help" }, words.startOverHelp),
        h("div", { class: "row" }, no, yes),
      ),
    );
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "yes") {
        dialog.returnValue = "";
        this.events.startOver();
        this.focusInput();
      }
    });
    return dialog;
  }

  private startOverLink(): HTMLElement {
    const button = h("button", { type: "button", class: "link" }, words.startOver);
    button.addEventListener("click", () => this.events.startOver());
    return button;
  }

  private bubble(kind: string, text: string, author: string): HTMLElement {
    // The bubble lies as the page reads, the text in it as its own language reads.
    const content = h("span", { class: "text", dir: "auto" });
    for (const piece of linkify(text)) {
      content.append(
        piece.href
          ? h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, piece.text)
          : piece.text,
      );
    }

    return h("p", { class: `msg ${kind}` }, h("span", { class: "sr" }, `${author}: `), content);
  }

  private append(item: HTMLElement, follow: boolean): void {
    const atEnd = follow || this.isAtEnd();
    this.log.append(item);
    if (atEnd) {
      this.toEnd();
    } else {
      this.fresh.hidden = false;
    }
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.input.addEventListener("input", () => this.grow());
    this.fresh.addEventListener("click", () => this.toEnd());
    this.scroller.addEventListener("scroll", () => {
      this.fresh.hidden ||= this.isAtEnd();
    });
    new ResizeObserver(() => this.stick()).observe(this.scroller);
  }

  private submit(): void {
    if (this.input.value.trim()) {
      this.events.send(this.input.value);
      this.input.value = "";
      this.grow();
    }
  }

  private grow(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  /** On a phone the focus would open the keyboard over the answer: there the conversation gets it. */
  private focusInput(): void {
    (matchMedia("(pointer: coarse)").matches || this.form.hidden ? this.scroller : this.input).focus();
  }

  private describeInput(text: string): void {
    this.input.placeholder = text;
    this.input.setAttribute("aria-label", text);
  }

  private speakerName(): string {
    return this.speaker && this.speaker !== "me" && this.speaker !== "bot" ? this.speaker : this.name;
  }

  private announce(text: string): void {
    this.announcer.textContent = text;
  }

  private isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < nearBottom;
  }

  private stick(): void {
    if (this.fresh.hidden) {
      this.toEnd();
    }
  }

  private toEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.fresh.hidden = true;
  }
}
