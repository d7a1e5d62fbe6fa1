import type { Edge } from "@xyflow/react";
import { cardHeight, cardWidth, type CardNode } from "./node-card";
import type { Place } from "./types";

const grid = 20;
const snap = (value: number): number => Math.round(value / grid) * grid;

/** Layered downwards; the same flow gives the same picture, whatever the order of clicks was. */
export async function tidy(nodes: CardNode[], edges: Edge[]): Promise<Place[]> {
  const { default: dagre } = await import("@dagrejs/dagre");
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 34, ranksep: 50, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Map(nodes.map(node => [node.id, node]));
  for (const node of nodes) {
    graph.setNode(node.id, { width: cardWidth(node.data.card), height: node.measured?.height ?? cardHeight(node.data.card) });
  }
  for (const node of nodes) {
    // Port order, not the order in which links were drawn, decides left and right.
    for (const port of node.data.card.ports) {
      const edge = edges.find(e => e.source === node.id && e.sourceHandle === port.name);
      if (edge && known.has(edge.target) && edge.target !== node.id) {
        graph.setEdge(node.id, edge.target, { weight: port.error ? 1 : 3 }, port.name);
      }
    }
  }
  dagre.layout(graph);
  return nodes.map(node => {
    const place = graph.node(node.id);
    return { id: node.id, x: snap(place.x - place.width / 2), y: snap(place.y - place.height / 2) };
  });
}
