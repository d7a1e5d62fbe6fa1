import type { Activity } from "./activity";
import { LineError } from "./direct-line";

/** How far a message of the visitor has come. */
export type PostState = "sending" | "waiting" | "sent" | "failed";

/** A message of the visitor that is not in the transcript yet. */
export interface Pending {
  key: string;
  text: string;
  /** What is shown instead of the text: the word on the pressed button. */
  display?: string;
  /** The inputs of a submitted card; the text is empty then. */
  value?: Record<string, unknown>;
}

const triesWhileOnline = 3;

/**
 * Sends the visitor's messages one after the other. Kept over a reload; sending again is safe, as the server knows a
 * message by its key.
 */
export class Outbox {
  private waiting: Pending[] = [];
  private busy = false;
  private tries = 0;
  private storeKey = "";

  constructor(
    private readonly post: (activity: Activity) => Promise<void>,
    private readonly isOnline: () => boolean,
    private readonly changed: (pending: Pending, state: PostState, reason?: LineError) => void,
  ) {}

  /** Belongs to this conversation from now on; returns what a reload had interrupted and what was written before it opened. */
  reset(conversationId: string): Pending[] {
    const early = this.storeKey ? [] : this.waiting;
    this.storeKey = `flow-chat:${conversationId}`;
    this.waiting = early;
    this.tries = 0;
    try {
      this.waiting = [...(JSON.parse(sessionStorage.getItem(this.storeKey) ?? "[]") as Pending[]), ...early];
    } catch {
      // Storage is blocked or was tampered with: then nothing was kept from before the reload.
    }

    this.save();
    return [...this.waiting];
  }

  add(pending: Pending): void {
    this.waiting.push(pending);
    this.save();
    void this.flush();
  }

  /** The transcript has it: done, whatever became of the answer. */
  arrived(key: string): void {
    this.remove(key);
  }

  /** Sends what waits; called whenever the line is back. */
  async flush(): Promise<void> {
    if (this.busy) {
      return;
    }

    this.busy = true;
    try {
      while (this.waiting[0]) {
        if (!(await this.send(this.waiting[0]))) {
          return;
        }
      }
    } finally {
      this.busy = false;
    }
  }

  /** Tries one; false when the rest has to wait. */
  private async send(pending: Pending): Promise<boolean> {
    if (!this.isOnline()) {
      this.changed(pending, "waiting");
      return false;
    }

    this.changed(pending, "sending");
    try {
      await this.post({
        type: "message",
        ...(pending.value ? { value: pending.value } : { text: pending.text }),
        channelData: { clientActivityID: pending.key, ...(pending.display ? { display: pending.display } : {}) },
      });
    } catch (error) {
      return this.hold(pending, error);
    }

    this.tries = 0;
    this.remove(pending.key);
    this.changed(pending, "sent");
    return true;
  }

  private hold(pending: Pending, error: unknown): boolean {
    const refused = error instanceof LineError && error.isFinal && error.status !== 403;
    if (refused || (this.isOnline() && ++this.tries >= triesWhileOnline)) {
      this.tries = 0;
      this.remove(pending.key);
      this.changed(pending, "failed", error instanceof LineError ? error : undefined);
      return true;
    }

    this.changed(pending, "waiting");
    setTimeout(() => void this.flush(), 1000 * 2 ** this.tries);
    return false;
  }

  private remove(key: string): void {
    this.waiting = this.waiting.filter((p) => p.key !== key);
    this.save();
  }

  private save(): void {
    if (!this.storeKey) {
      return; // Written before the conversation is open: kept in memory until it is.
    }

    try {
      sessionStorage.setItem(this.storeKey, JSON.stringify(this.waiting));
    } catch {
      // Storage is blocked: messages are kept as long as the page is.
    }
  }
}
