import { ViewportPortal, type NodeChange, type ReactFlowInstance } from "@xyflow/react";
import { useCallback, useState } from "react";
import { align, type Guides } from "./guides";
import type { FlowEdge } from "./link";
import { cardHeight, cardWidth, isCard, type AnyNode } from "./node-card";

const none: Guides = { x: null, y: null };

/** A card that is dragged alone catches on edges and middles of the others. */
export function useGuides(flow: ReactFlowInstance<AnyNode, FlowEdge>, apply: (changes: NodeChange<AnyNode>[]) => void) {
  const [guides, setGuides] = useState(none);
  const onNodesChange = useCallback((changes: NodeChange<AnyNode>[]) => {
    const only = changes.length === 1 ? changes[0] : undefined;
    let found = none;
    if (only?.type === "position" && only.dragging && only.position) {
      const nodes = flow.getNodes();
      const moved = nodes.find(node => node.id === only.id);
      if (moved && moved.type !== "frame") {
        const result = align(boxOf(moved, only.position), nodes.filter(node => node.id !== only.id && node.type !== "frame" && !node.hidden).map(node => boxOf(node, node.position)));
        only.position = { x: only.position.x + result.dx, y: only.position.y + result.dy };
        found = result.guides;
      }
    }
    setGuides(old => (old.x === found.x && old.y === found.y ? old : found));
    apply(changes);
  }, [flow, apply]);
  return { guides, onNodesChange };
}

const boxOf = (node: AnyNode, position: { x: number; y: number }) => ({
  ...position,
  width: node.measured?.width ?? (isCard(node) ? cardWidth(node.data.card) : 220),
  height: node.measured?.height ?? (isCard(node) ? cardHeight(node.data.card) : 80),
});

export function GuideLines({ guides }: { guides: Guides }) {
  return (
    <ViewportPortal>
      {guides.x !== null && <div className="guide" style={{ transform: `translate(${guides.x}px, -20000px)`, width: 1, height: 40000 }} />}
      {guides.y !== null && <div className="guide" style={{ transform: `translate(-20000px, ${guides.y}px)`, width: 40000, height: 1 }} />}
    </ViewportPortal>
  );
}
