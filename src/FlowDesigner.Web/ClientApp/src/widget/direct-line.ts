import type { Activity, ActivitySet } from "./activity";

/** Where the line to the bot stands. */
export type LineState = "connecting" | "online" | "offline";

/** What the server answered instead of what was asked for. */
export class LineError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter = 0,
  ) {
    super(message);
  }

  /** Asking again will not help. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

export interface LineListener {
  state(state: LineState): void;
  activities(activities: Activity[]): void;
  /** Another conversation than before: what is shown belongs to the old one. */
  conversation(id: string): void;
  failed(error: LineError): void;
}

interface Grant {
  conversationId: string;
  token: string;
  streamUrl?: string;
}

const answerWithin = 20_000;
const pingEvery = 20_000;
const silenceAtMost = 45_000;
const refreshEvery = 15 * 60_000;
const longestPause = 15_000;

/** One conversation over Direct Line 3.0: opens it, follows it through broken lines and expired tokens, and posts. */
export class DirectLine {
  private readonly base = new URL("/v3/directline/", location.href);
  private token = "";
  private conversationId = "";
  private watermark = "";
  private socket: WebSocket | undefined;
  private generation = 0;
  private abandoned = new AbortController();
  private failures = 0;
  private streamWorks = true;
  private wake: (() => void) | undefined;

  constructor(
    private readonly tokenAddress: URL,
    private readonly locale: string,
    private readonly listener: LineListener,
  ) {
    setInterval(() => void this.refresh(), refreshEvery);
    const retry = () => this.wake?.();
    addEventListener("online", retry);
    document.addEventListener("visibilitychange", retry);
    addEventListener("offline", () => this.socket?.close());
  }

  /** Opens the visitor's conversation, or a new one, and keeps it open until called again. */
  open(startOver = false): void {
    this.generation++;
    this.abandoned.abort();
    this.abandoned = new AbortController();
    this.token = "";
    this.socket?.close();
    this.wake?.();
    void this.run(this.generation, startOver);
  }

  /** Posts an activity; throws a {@link LineError} or what `fetch` throws. */
  async post(activity: Activity): Promise<void> {
    if (!this.token) {
      throw new LineError(0, "Offline", "");
    }

    const path = `conversations/${this.conversationId}/activities`;
    try {
      await this.call("POST", path, activity);
    } catch (error) {
      if (!(error instanceof LineError) || error.status !== 403) {
        throw error;
      }

      await this.renew(false);
      await this.call("POST", path, activity);
    }
  }

  private async run(generation: number, startOver: boolean): Promise<void> {
    const isCurrent = () => generation === this.generation;
    let fresh = startOver;
    while (isCurrent()) {
      let atLeast = 0;
      try {
        this.listener.state("connecting");
        const grant = await this.connect(fresh);
        fresh = false;
        await this.follow(grant.streamUrl!, isCurrent); // always set where a conversation was started or found
      } catch (error) {
        if (!isCurrent()) {
          return;
        }

        if (error instanceof LineError && error.status === 404 && this.token) {
          // The conversation is gone for good: only a new one helps.
          this.token = "";
          fresh = true;
          continue;
        }

        this.listener.state("offline");
        if (error instanceof LineError) {
          this.listener.failed(error);
          atLeast = error.retryAfter;
          if (error.isFinal) {
            return;
          }
        }
      }

      await this.pause(atLeast);
    }
  }

  /** Comes back to the conversation where there is one, else starts it. */
  private async connect(startOver: boolean): Promise<Grant> {
    if (!this.token) {
      await this.renew(startOver);
      return await this.start();
    }

    try {
      if (!this.streamWorks) {
        await this.poll();
      }

      return this.adopt(await this.call<Grant>("GET", `conversations/${this.conversationId}?watermark=${this.watermark}`));
    } catch (error) {
      if (error instanceof LineError && error.status === 403) {
        await this.renew(false);
        return this.adopt(await this.call<Grant>("GET", `conversations/${this.conversationId}?watermark=${this.watermark}`));
      }

      throw error;
    }
  }

  private async start(): Promise<Grant> {
    return this.adopt(await this.call<Grant>("POST", "conversations", { locale: this.locale }));
  }

  private async renew(startOver: boolean): Promise<void> {
    const address = new URL(this.tokenAddress);
    if (startOver) {
      address.searchParams.set("startOver", "true");
    }

    this.adopt(await answerOf<Grant>(await fetch(address, { method: "POST", signal: this.patience() })));
  }

  private adopt(grant: Grant): Grant {
    this.token = grant.token;
    if (grant.conversationId !== this.conversationId) {
      this.conversationId = grant.conversationId;
      this.watermark = "";
      this.listener.conversation(grant.conversationId);
    }

    return grant;
  }

  /** Fetches what is new, for networks that let no WebSocket through. */
  private async poll(): Promise<void> {
    this.take(await this.call<ActivitySet>("GET", `conversations/${this.conversationId}/activities?watermark=${this.watermark}`));
    this.listener.state("online");
  }

  private async refresh(): Promise<void> {
    if (this.token) {
      try {
        this.adopt(await this.call<Grant>("POST", "tokens/refresh"));
      } catch {
        // The next call finds the token expired and gets a new one.
      }
    }
  }

  /** Follows the stream until it ends. */
  private follow(address: string, isCurrent: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(address);
      this.socket = socket;
      let heardAt = Date.now();
      const ping = setInterval(() => {
        if (Date.now() - heardAt > silenceAtMost) {
          end();
        } else if (socket.readyState === WebSocket.OPEN) {
          socket.send("");
        }
      }, pingEvery);
      const end = () => {
        clearInterval(ping);
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        resolve();
      };
      let opened = false;
      socket.onopen = () => {
        opened = true;
        this.streamWorks = true;
        this.failures = 0;
        this.listener.state("online");
      };
      socket.onmessage = (message) => {
        heardAt = Date.now();
        if (message.data && isCurrent()) {
          this.take(JSON.parse(message.data as string) as ActivitySet);
        }
      };
      socket.onclose = () => {
        this.streamWorks &&= opened;
        end();
      };
    });
  }

  private take(set: ActivitySet): void {
    this.watermark = set.watermark ?? this.watermark;
    if (set.activities.length > 0) {
      this.listener.activities(set.activities);
    }
  }

  /** Waits before the next try: longer each time, shorter when the browser says it is worth a try. */
  private pause(atLeast: number): Promise<void> {
    const backoff = Math.min(longestPause, 500 * 2 ** this.failures++) * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, Math.max(atLeast, backoff));
      this.wake = atLeast > 0 ? undefined : done;
    });
  }

  /** A call ends when it takes too long, or when another conversation is opened meanwhile. */
  private patience(): AbortSignal {
    return AbortSignal.any([AbortSignal.timeout(answerWithin), this.abandoned.signal]);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(new URL(path, this.base), {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      signal: this.patience(),
    });
    return await answerOf<T>(response);
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) {
    return (await response.json()) as T;
  }

  const body = (await response.json().catch(() => undefined)) as { error?: { code?: string; message?: string } } | undefined;
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  throw new LineError(response.status, body?.error?.code ?? "", body?.error?.message ?? "", seconds * 1000);
}
