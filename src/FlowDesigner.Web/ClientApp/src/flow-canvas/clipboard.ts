import type { ReactFlowInstance } from "@xyflow/react";
import { useEffect, type RefObject } from "react";
import type { Server } from "./dotnet";
import type { FlowEdge } from "./link";
import { isCard, type AnyNode } from "./node-card";
import { count } from "./words";

/** Stands in for the system's clipboard on pages without https, where scripts may not write to it. */
let kept = "";

/** Ctrl+C, Ctrl+X and Ctrl+V of nodes as JSON text, so that they also go to another flow or window. */
export function useClipboard(
  host: RefObject<HTMLDivElement | null>,
  server: Server,
  flow: ReactFlowInstance<AnyNode, FlowEdge>,
  readOnly: boolean,
  say: (text: string) => void,
): void {
  useEffect(() => {
    const element = host.current;
    if (!element) {
      return;
    }
    const inside = () => element.contains(document.activeElement) || !!document.activeElement?.closest(".outline [role=treeitem]");
    const copy = (event: ClipboardEvent) => {
      const ids = flow.getNodes().filter(node => isCard(node) && node.selected).map(node => node.id);
      if (!inside() || ids.length === 0) {
        return;
      }
      event.preventDefault();
      void server.copy(ids).then(async text => {
        kept = text;
        say(count(ids.length, "1 node copied.", "{0} nodes copied."));
        await navigator.clipboard?.writeText(text).catch(() => undefined); // refused: the kept text does
        if (event.type === "cut" && !readOnly) {
          await server.remove(ids, []);
        }
      });
    };
    const paste = (event: ClipboardEvent) => {
      if (!inside() || readOnly) {
        return;
      }
      const clipboard = event.clipboardData?.getData("text/plain") ?? "";
      const text = clipboard.includes("flowstudio-clipboard") ? clipboard : kept || clipboard;
      if (text) {
        event.preventDefault();
        const box = element.getBoundingClientRect();
        const place = flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
        void server.paste(text, place.x, place.y);
      }
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, [host, server, flow, readOnly, say]);
}
