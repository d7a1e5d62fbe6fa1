import { Chat } from "./chat";
import styles from "./widget.css";

/** Puts the chat into every `<div data-flow-chat="token address" data-name="…" data-language="en">` of the page. */
for (const host of document.querySelectorAll<HTMLElement>("[data-flow-chat]")) {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const { flowChat, name, language } = host.dataset;
  new Chat(root, new URL(flowChat!, location.href), name ?? "Chat", language ?? "en"); // the selector asks for it
}
