// Holds a conversation with the unmodified npm client, the way a page would: says each line when the bot is silent, and
// prints what the client received as JSON. Arguments: base address, secret or token, then the lines.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
globalThis.XMLHttpRequest = require("xmlhttprequest").XMLHttpRequest;
globalThis.WebSocket = require("ws");
const { DirectLine } = require("botframework-directlinejs");

const [base, token, ...lines] = process.argv.slice(2);
const silence = 1500;
const patience = 60_000;

const line = new DirectLine({ domain: `${base}/v3/directline`, token, webSocket: true });
const received = [];
const states = [];
const posted = [];
let expected = 0;
let heardAt = Date.now();

line.connectionStatus$.subscribe((state) => states.push(state));
line.activity$.subscribe(
  (activity) => {
    received.push(activity);
    heardAt = Date.now();
  },
  (error) => finish(`the stream failed: ${error}`),
);

const said = (role) => received.filter((a) => a.type === "message" && a.from.role === role).length;

function post(text, n) {
  return new Promise((resolve, reject) =>
    line
      .postActivity({
        type: "message",
        text,
        from: { id: "visitor", role: "user" },
        channelData: { clientActivityID: `line-${n}` },
      })
      .subscribe(resolve, reject),
  );
}

/** The bot has answered since the last line, and was silent for a moment. */
async function answered() {
  const until = Date.now() + patience;
  while (said("bot") <= expected || Date.now() - heardAt < silence) {
    if (Date.now() > until) {
      throw new Error(`no answer to line ${posted.length}`);
    }

    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  expected = said("bot");
}

function finish(error) {
  process.stdout.write(JSON.stringify({ error, posted, states, received }), () => process.exit(error ? 1 : 0));
}

try {
  await answered();
  for (const [n, text] of lines.entries()) {
    posted.push(await post(text, n));
    await answered();
  }

  finish();
} catch (error) {
  finish(String(error));
}
