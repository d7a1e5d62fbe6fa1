import type { Edge } from "@xyflow/react";
import type { CardNode } from "./node-card";

export type Direction = "up" | "down" | "left" | "right";

const centre = (node: CardNode) => ({
  x: node.position.x + (node.measured?.width ?? 212) / 2,
  y: node.position.y + (node.measured?.height ?? 98) / 2,
});

/** Along the links down and up; sideways, and where no link leads, to the nearest card that way. */
export function neighbour(from: CardNode, direction: Direction, nodes: CardNode[], edges: Edge[]): CardNode | undefined {
  const byId = new Map(nodes.map(node => [node.id, node]));
  if (direction === "down") {
    for (const port of from.data.card.ports) {
      const edge = edges.find(e => e.source === from.id && e.sourceHandle === port.name);
      const next = edge && edge.target !== from.id ? byId.get(edge.target) : undefined;
      if (next) {
        return next;
      }
    }
  } else if (direction === "up") {
    const edge = edges.find(e => e.target === from.id && e.source !== from.id);
    const previous = edge && byId.get(edge.source);
    if (previous) {
      return previous;
    }
  }
  return nearest(from, direction, nodes);
}

function nearest(from: CardNode, direction: Direction, nodes: CardNode[]): CardNode | undefined {
  const start = centre(from);
  let best: CardNode | undefined;
  let bestCost = Infinity;
  for (const node of nodes) {
    const to = centre(node);
    const along =
      direction === "up" ? start.y - to.y : direction === "down" ? to.y - start.y : direction === "left" ? start.x - to.x : to.x - start.x;
    const across = direction === "up" || direction === "down" ? Math.abs(to.x - start.x) : Math.abs(to.y - start.y);
    const cost = along + across * 2;
    if (node.id !== from.id && along > 4 && cost < bestCost) {
      [best, bestCost] = [node, cost];
    }
  }
  return best;
}
