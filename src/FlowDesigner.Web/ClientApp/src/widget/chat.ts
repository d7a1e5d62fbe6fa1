import { suggestionsOf, type Activity, type Suggestion } from "./activity";
import { attachmentsOf } from "./attachments";
import { DirectLine, type LineError, type LineState } from "./direct-line";
import { Outbox, type Pending, type PostState } from "./outbox";
import { ChatView } from "./view";
import { words } from "./words";

/** Longest message a visitor can send, in characters. */
export const longestMessage = 4000;

const typingAtMost = 10_000;

/** The chat: brings line, outbox and view together. */
export class Chat {
  private readonly line: DirectLine;
  private readonly outbox: Outbox;
  private readonly view: ChatView;
  private readonly seen = new Set<string>();
  private state: LineState = "connecting";
  private agent = "";
  private ended = false;
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor(root: ShadowRoot, tokenAddress: URL, name: string, language: string) {
    this.view = new ChatView(root, name, language, {
      send: (text) => this.say({ title: "", value: text }),
      choose: (suggestion) => this.say(suggestion),
      resend: (pending) => this.outbox.add(pending),
      startOver: () => this.line.open(true),
    });
    this.line = new DirectLine(tokenAddress, language, {
      state: (state) => this.changeState(state),
      activities: (activities) => this.take(activities),
      conversation: (id) => this.begin(id),
      failed: (error) => this.explain(error),
    });
    this.outbox = new Outbox(
      (activity) => this.line.post(activity),
      () => this.state === "online",
      (pending, state, reason) => this.mark(pending, state, reason),
    );
    this.line.open();
  }

  private say({ title, value }: Suggestion): void {
    const text = value.trim();
    if (!text || this.ended) {
      return;
    }

    this.post({ key: randomKey(), text, display: title && title !== text ? title : undefined });
  }

  private submit(title: string, value: Record<string, unknown>): boolean {
    if (!this.ended) {
      this.post({ key: randomKey(), text: "", display: title, value });
    }

    return !this.ended;
  }

  private post(pending: Pending): void {
    this.view.suggest([]);
    this.view.addOwn(pending);
    this.outbox.add(pending);
  }

  private begin(conversationId: string): void {
    this.seen.clear();
    this.agent = "";
    this.ended = false;
    this.view.clear();
    for (const pending of this.outbox.reset(conversationId)) {
      this.view.addOwn(pending);
    }
  }

  private changeState(state: LineState): void {
    this.state = state;
    this.showStatus();
    if (state === "online") {
      this.view.strip("none");
      void this.outbox.flush();
    } else if (state === "offline") {
      this.view.strip("offline");
    }
  }

  private take(activities: Activity[]): void {
    for (const activity of activities) {
      if (activity.type === "typing") {
        this.showTyping();
      } else if (activity.type === "endOfConversation") {
        this.finish();
      } else if (activity.type === "message" && activity.id && !this.seen.has(activity.id)) {
        this.seen.add(activity.id);
        this.show(activity);
      }
    }
  }

  private show(activity: Activity): void {
    const text = activity.channelData?.display || activity.text || "";
    if (activity.from?.role === "user") {
      const key = activity.channelData?.clientActivityID ?? activity.id!; // checked by the caller
      this.outbox.arrived(key);
      this.view.settleOwn({ key, text });
      this.view.suggest([]);
      return;
    }

    this.hideTyping();
    const author = activity.channelData?.author;
    if (author === "system") {
      this.agent = "";
      this.view.addMark(text);
    } else {
      this.agent = author === "agent" ? (activity.from?.name ?? "") : "";
      const shown = attachmentsOf(activity, {
        send: (suggestion) => this.say(suggestion),
        submit: (title, value) => this.submit(title, value),
      });
      this.view.addOther(text, this.agent, shown);
    }

    this.view.suggest(this.ended ? [] : suggestionsOf(activity));
    this.showStatus();
  }

  private mark(pending: Pending, state: PostState, reason?: LineError): void {
    if (reason?.code === "ConversationEnded") {
      this.finish();
    }

    this.view.markOwn(pending, state, reason?.status === 413 ? words.tooLong : "");
  }

  private finish(): void {
    this.ended = true;
    this.hideTyping();
    this.view.suggest([]);
    this.view.strip("ended");
  }

  private showTyping(): void {
    clearTimeout(this.typing);
    this.view.showTyping(true);
    this.typing = setTimeout(() => this.hideTyping(), typingAtMost);
  }

  private hideTyping(): void {
    clearTimeout(this.typing);
    this.view.showTyping(false);
  }

  private showStatus(): void {
    const online = this.agent ? words.agentHere(this.agent) : words.ready;
    this.view.status({ online, connecting: words.connecting, offline: words.offline }[this.state], this.agent);
  }

  private explain(error: LineError): void {
    const reason = { 403: words.notHere, 404: words.closed, 429: words.busy }[error.status];
    if (reason) {
      this.view.strip("refused", reason);
    }
  }
}

function randomKey(): string {
  // Not randomUUID: it is missing on pages without TLS.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}
