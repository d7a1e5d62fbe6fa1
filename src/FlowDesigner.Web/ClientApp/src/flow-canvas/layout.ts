import type { Edge } from "@xyflow/react";
import { cardHeight, cardWidth, type CardNode } from "./node-card";
import { frameId, isFrameId } from "./frames";
import type { CanvasGroup, Place } from "./types";

const grid = 20;
const snap = (value: number): number => Math.round(value / grid) * grid;

/**
 * Layered downwards; the same flow gives the same picture, whatever the order of clicks was. Cards of a group stay beside
 * each other; a collapsed one is laid out as the one card that it shows.
 */
export async function tidy(nodes: CardNode[], edges: Edge[], groups: CanvasGroup[], isCollapsed: (group: CanvasGroup) => boolean): Promise<Place[]> {
  const { default: dagre } = await import("@dagrejs/dagre");
  const graph = new dagre.graphlib.Graph({ multigraph: true, compound: groups.length > 0 });
  // A frame needs room for its title between two layers.
  graph.setGraph({ rankdir: "TB", nodesep: groups.length > 0 ? 60 : 34, ranksep: groups.length > 0 ? 90 : 50, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Map(nodes.map(node => [node.id, node]));
  const folded = new Map(groups.filter(isCollapsed).flatMap(group => group.nodes.map(node => [node, frameId(group.id)])));
  const seen = nodes.filter(node => !folded.has(node.id));
  for (const node of seen) {
    graph.setNode(node.id, { width: cardWidth(node.data.card), height: node.measured?.height ?? cardHeight(node.data.card) });
  }
  for (const group of groups) {
    graph.setNode(frameId(group.id), { width: 212, height: 70 });
    for (const node of group.nodes.filter(id => known.has(id) && !folded.has(id))) {
      graph.setParent(node, frameId(group.id));
    }
  }
  for (const node of seen) {
    // Port order, not the order in which links were drawn, decides left and right.
    for (const port of node.data.card.ports) {
      const edge = edges.find(e => e.source === node.id && e.sourceHandle === port.name);
      if (edge && graph.hasNode(edge.target) && edge.target !== node.id) {
        graph.setEdge(node.id, edge.target, { weight: port.error ? 1 : 3 }, port.name);
      }
    }
  }
  for (const edge of edges.filter(e => !e.hidden && isFrameId(e.source))) {
    graph.setEdge(edge.source, edge.target, { weight: 3 }, edge.id);
  }
  dagre.layout(graph);
  const placeOf = (id: string) => {
    const place = graph.node(id);
    return { id, x: snap(place.x - place.width / 2), y: snap(place.y - place.height / 2) };
  };
  return [...seen.map(node => placeOf(node.id)), ...groups.filter(isCollapsed).flatMap(group => {
    const members = group.nodes.flatMap(id => known.get(id) ?? []);
    const { x, y } = placeOf(frameId(group.id));
    const [left, top] = [Math.min(...members.map(m => m.position.x)), Math.min(...members.map(m => m.position.y))];
    return members.map(({ id, position }) => ({ id, x: x + position.x - left, y: y + position.y - top }));
  })];
}
