import type { NodeChange, NodePositionChange } from "@xyflow/react";
import type { FrameNode } from "./frame";
import type { Box } from "./guides";
import { cardHeight, cardWidth, isCard, type AnyNode, type CardNode } from "./node-card";
import type { CanvasGroup } from "./types";

export const frameId = (group: string): string => `group:${group}`;
export const groupOf = (id: string): string => id.slice("group:".length);
export const isFrameId = (id: string): boolean => id.startsWith("group:");

/** Multiples of the grid, so that a frame that is dragged keeps its cards on it. */
const padding = 20;
const head = 40;
/** How far a card may be dragged out of its frame and still stay in the group. */
const reach = 60;

const boxOf = (card: CardNode): Box => ({
  ...card.position,
  width: card.measured?.width ?? cardWidth(card.data.card),
  height: card.measured?.height ?? cardHeight(card.data.card),
});

/** The frame around some cards; null without any. */
export function frameAround(cards: CardNode[]): Box | null {
  if (cards.length === 0) {
    return null;
  }
  const boxes = cards.map(boxOf);
  const left = Math.min(...boxes.map(box => box.x)) - padding;
  const top = Math.min(...boxes.map(box => box.y)) - padding - head;
  return {
    x: left,
    y: top,
    width: Math.max(...boxes.map(box => box.x + box.width)) + padding - left,
    height: Math.max(...boxes.map(box => box.y + box.height)) + padding - top,
  };
}

/** Cards that a frame is drawn around: one that is being dragged out does not stretch it, unless all of them move. */
export function holding(members: CardNode[]): CardNode[] {
  const resting = members.filter(card => !card.dragging);
  return resting.length > 0 ? resting : members;
}

const isInside = (card: CardNode, box: Box, margin: number): boolean => {
  const own = boxOf(card);
  const [x, y] = [own.x + own.width / 2, own.y + own.height / 2];
  return x >= box.x - margin && x <= box.x + box.width + margin && y >= box.y - margin && y <= box.y + box.height + margin;
};

/** The open group at a point of the canvas. */
export function groupAt(point: { x: number; y: number }, nodes: AnyNode[]): string | null {
  const frame = nodes.find((node): node is FrameNode => {
    const { x, y } = node.position;
    return node.type === "frame" && !node.data.collapsed && point.x >= x && point.x <= x + (node.width ?? 0) && point.y >= y && point.y <= y + (node.height ?? 0);
  });
  return frame ? groupOf(frame.id) : null;
}

/** Group of a card that is dropped where it is now; undefined where nothing changes. */
export function dropped(card: CardNode, groups: CanvasGroup[], cards: Map<string, CardNode>, moved: Set<string>): string | null | undefined {
  const resting = (group: CanvasGroup): CardNode[] =>
    group.nodes.flatMap(id => cards.get(id) ?? []).filter(member => !moved.has(member.id));
  const own = groups.find(group => group.nodes.includes(card.id));
  const left = own && resting(own);
  if (left && (left.length === 0 || isInside(card, frameAround(left)!, reach))) { // left has cards
    return undefined;
  }
  const other = groups.find(group => {
    const box = group === own || group.collapsed ? null : frameAround(resting(group));
    return box !== null && isInside(card, box, 0);
  });
  return other ? other.id : own ? null : undefined;
}

/** A frame takes its cards along. */
export function withMembers(changes: NodeChange<AnyNode>[], nodes: AnyNode[], groups: CanvasGroup[]): NodeChange<AnyNode>[] {
  const moved = new Set(changes.map(change => ("id" in change ? change.id : "")));
  return changes.flatMap(change => {
    const frame = change.type === "position" && isFrameId(change.id) ? nodes.find(node => node.id === change.id) : undefined;
    if (!frame || change.type !== "position") {
      return [change];
    }
    const members = new Set(groups.find(group => group.id === groupOf(change.id))?.nodes);
    const [dx, dy] = [(change.position?.x ?? frame.position.x) - frame.position.x, (change.position?.y ?? frame.position.y) - frame.position.y];
    const along = nodes.filter(node => isCard(node) && members.has(node.id) && !moved.has(node.id)).map((node): NodePositionChange => ({
      id: node.id,
      type: "position",
      position: { x: node.position.x + dx, y: node.position.y + dy },
      ...(change.dragging === undefined ? {} : { dragging: change.dragging }),
    }));
    return [change, ...along];
  });
}
