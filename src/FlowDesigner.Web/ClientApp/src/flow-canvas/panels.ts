import { useCallback, useEffect, useRef, useState } from "react";
import type { Server } from "./dotnet";
import type { NodeType } from "./types";

/** The search bar (Ctrl+F) and the command palette (Ctrl+K), wherever on the page the focus is. */
export function usePanels(server: Server) {
  const [open, setOpen] = useState<"find" | "commands" | null>(null);
  const [asked, setAsked] = useState(0);
  const [types, setTypes] = useState<NodeType[]>([]);
  const before = useRef<HTMLElement | null>(null);

  const find = useCallback(() => {
    setAsked(count => count + 1);
    setOpen("find");
  }, []);
  const commands = useCallback(() => {
    before.current = document.activeElement as HTMLElement | null;
    setOpen("commands");
    void server.types().then(setTypes);
  }, [server]);
  const close = useCallback(() => {
    setOpen(null);
    before.current?.focus({ preventScroll: true });
    before.current = null;
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || (key !== "f" && key !== "k") || document.querySelector("[data-dialog]")) {
        return;
      }
      // Twice Ctrl+F is the browser's own search, and so it is in the outline, where all is text.
      if (key === "f" && ((event.target as HTMLElement).closest(".flow-canvas .find") || document.querySelector(".outlined"))) {
        return;
      }
      event.preventDefault();
      (key === "f" ? find : commands)();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [find, commands]);

  return { open, asked, types, find, commands, close };
}
