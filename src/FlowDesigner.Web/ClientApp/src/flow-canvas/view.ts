import type { ReactFlowInstance } from "@xyflow/react";
import { useCallback, useMemo, type RefObject } from "react";
import type { FlowEdge } from "./link";
import { isCard, type AnyNode } from "./node-card";
import type { CanvasNode } from "./types";

export const snap = (value: number): number => Math.round(value / 20) * 20;

/** Time of a move of the view; none for people who want no motion. */
export const moveTime = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180);

/** What part of the flow is seen, and where the focus is. */
export function useView(flow: ReactFlowInstance<AnyNode, FlowEdge>, host: RefObject<HTMLDivElement | null>, select: (ids: string[]) => void) {
  const reveal = useCallback((id: string) => {
    const node = flow.getInternalNode(id);
    const box = host.current?.getBoundingClientRect();
    if (!node || !box) {
      return;
    }
    const corner = flow.flowToScreenPosition(node.internals.positionAbsolute);
    const zoom = flow.getZoom();
    const inside = corner.x >= box.left && corner.y >= box.top && corner.x + 212 * zoom <= box.right && corner.y + 106 * zoom <= box.bottom;
    if (!inside) {
      const { x, y } = node.internals.positionAbsolute;
      void flow.setCenter(x + 106, y + 50, { zoom: Math.max(zoom, 0.6), duration: 0 });
    }
  }, [flow, host]);

  const focus = useCallback((id: string | null) => {
    if (id === null) {
      host.current?.focus({ preventScroll: true });
      return;
    }
    select([id]);
    reveal(id);
    // Two frames: one to draw a card that was outside the view, one to have it laid out.
    requestAnimationFrame(() => requestAnimationFrame(() =>
      host.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })));
  }, [host, select, reveal]);

  const fit = useCallback(() => void flow.fitView({ duration: moveTime(), padding: 0.12, maxZoom: 1 }), [flow]);

  const fitSelection = useCallback(() => {
    const nodes = flow.getNodes().filter(node => node.selected);
    void flow.fitView({ ...(nodes.length > 0 ? { nodes } : {}), duration: moveTime(), padding: 0.2, maxZoom: 1.25 });
  }, [flow]);

  const centre = useCallback(() => {
    const box = host.current!.getBoundingClientRect(); // mounted: only what is on the screen asks
    const { x, y } = flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 3 });
    return { x: snap(x - 106), y: snap(y) };
  }, [flow, host]);

  /** A flow opens where its cards can be read: a small one whole, a tall one from its beginning. */
  const open = useCallback((cards: CanvasNode[]) => {
    const box = host.current!.getBoundingClientRect(); // mounted: React Flow calls back after its first paint
    if (cards.length === 0 || cards.length >= 60) {
      return;
    }
    const left = Math.min(...cards.map(card => card.x));
    const top = Math.min(...cards.map(card => card.y));
    const width = Math.max(...cards.map(card => card.x)) + 212 - left;
    const height = Math.max(...cards.map(card => card.y)) + 120 - top;
    const zoom = Math.max(Math.min((box.width - 80) / width, (box.height - 80) / height, 1), 0.75);
    void flow.setViewport({
      x: (box.width - width * zoom) / 2 - left * zoom,
      y: Math.max((box.height - height * zoom) / 2, 64) - top * zoom,
      zoom,
    });
  }, [flow, host]);

  return useMemo(() => ({ reveal, focus, fit, fitSelection, centre, open }), [reveal, focus, fit, fitSelection, centre, open]);
}

export type View = ReturnType<typeof useView>;

export const cardsOf = (flow: ReactFlowInstance<AnyNode, FlowEdge>) => flow.getNodes().filter(isCard);
