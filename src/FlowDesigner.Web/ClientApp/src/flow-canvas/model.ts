import { cardHeight, cardWidth, isCard, isNote, type AnyNode, type CardNode, type CardRun, type NoteNode } from "./node-card";
import type { FrameNode } from "./frame";
import { dropped, frameAround, frameId, groupAt, holding } from "./frames";
import type { FlowEdge } from "./link";
import { noteId } from "./note";
import { idOf, linkId, type CanvasGroup, type CanvasLink, type CanvasNode, type CanvasNote, type Graph, type Patch, type RunPath } from "./types";
import { t } from "./words";

/** React Flow lifts what is selected by this much; a frame must stay where it is, above the links and below its cards. */
const lift = 1000;

/** What the server said, kept apart from what React Flow adds to it (selection, measures). */
export class CanvasModel {
  readonly links = new Map<string, CanvasLink>();
  groups: CanvasGroup[];
  private run: RunPath | null = null;
  /** Collapsed groups that are open here for now, for one of their nodes is to be seen. */
  private readonly peeked = new Set<string>();

  constructor(graph: Graph) {
    this.groups = graph.groups;
    for (const link of graph.links) {
      this.links.set(idOf(link), link);
    }
  }

  nodesOf(graph: Graph): AnyNode[] {
    return this.frame([...graph.notes.map(noteNode), ...graph.nodes.map(card => this.cardNode(card))]);
  }

  isCollapsed = (group: CanvasGroup): boolean => group.collapsed && !this.peeked.has(group.id);

  /** Opens a collapsed group for as long as the page is there; the document stays as it is. False when it was open. */
  peek(node: string): boolean {
    const group = this.groups.find(g => g.nodes.includes(node));
    if (!group || !this.isCollapsed(group)) {
      return false;
    }
    this.peeked.add(group.id);
    return true;
  }

  /** Opens or closes for now a group that the document has collapsed. False when the document has it open. */
  flip(id: string): boolean {
    if (!this.groups.find(group => group.id === id)?.collapsed) {
      return false;
    }
    if (!this.peeked.delete(id)) {
      this.peeked.add(id);
    }
    return true;
  }

  patchGroups(patch: Patch): void {
    if (patch.groups === null) {
      return;
    }
    for (const group of patch.groups) {
      if (this.groups.find(g => g.id === group.id)?.collapsed !== group.collapsed) {
        this.peeked.delete(group.id);
      }
    }
    this.groups = patch.groups;
  }

  /** Which cards change their groups by being dropped; taken as done at once, so that no frame jumps until the server has answered. */
  drop(moved: AnyNode[], nodes: AnyNode[]): Record<string, string | null> {
    const ids = new Set(moved.map(node => node.id));
    const cards = new Map(nodes.filter(isCard).map(card => [card.id, card]));
    const changed: Record<string, string | null> = {};
    for (const card of moved.flatMap(node => cards.get(node.id) ?? [])) {
      const to = dropped(card, this.groups, cards, ids);
      if (to !== undefined) {
        changed[card.id] = to;
      }
    }
    this.groups = this.groups
      .map(group => {
        const kept = group.nodes.filter(id => !(id in changed) || changed[id] === group.id);
        const added = Object.keys(changed).filter(id => changed[id] === group.id && !kept.includes(id));
        return added.length === 0 && kept.length === group.nodes.length ? group : { ...group, nodes: [...kept, ...added] };
      })
      .filter(group => group.nodes.length > 0);
    return changed;
  }

  /** Draws the frames around the cards where they are now, and hides the cards of collapsed groups. */
  frame(nodes: AnyNode[]): AnyNode[] {
    const old = new Map(nodes.flatMap(node => (node.type === "frame" ? [[node.id, node] as const] : [])));
    if (this.groups.length === 0 && old.size === 0) {
      return nodes;
    }
    const cards = new Map(nodes.filter(isCard).map(card => [card.id, card]));
    const hidden = new Set(this.groups.filter(this.isCollapsed).flatMap(group => group.nodes));
    const dragged = [...cards.values()].filter(card => card.dragging);
    const frames = this.groups.flatMap(group => this.frameOf(group, cards, dragged, nodes, old.get(frameId(group.id))));
    const rest = nodes.filter(node => node.type !== "frame").map(node =>
      !isCard(node) || !!node.hidden === hidden.has(node.id) ? node : { ...node, hidden: hidden.has(node.id) });
    const all = [...frames, ...rest];
    return all.length === nodes.length && all.every((node, index) => node === nodes[index]) ? nodes : all;
  }

  private frameOf(group: CanvasGroup, cards: Map<string, CardNode>, dragged: CardNode[], nodes: AnyNode[], old: FrameNode | undefined): FrameNode[] {
    const members = group.nodes.flatMap(id => cards.get(id) ?? []);
    const collapsed = this.isCollapsed(group);
    const box = frameAround(holding(members));
    if (!box) {
      return [];
    }
    const place = collapsed ? { x: Math.min(...members.map(m => m.position.x)), y: Math.min(...members.map(m => m.position.y)) } : { x: box.x, y: box.y };
    const errors = members.reduce((sum, card) => sum + card.data.card.errors, 0);
    const warnings = members.reduce((sum, card) => sum + card.data.card.warnings, 0);
    const runs = members.flatMap(card => this.runOf(card.id) ?? []);
    const worst = ["failed", "waiting", "done"].map(state => runs.filter(r => r.state === state).at(-1)).find(r => r !== undefined);
    const run: CardRun | null = this.run === null ? null : (worst ?? { state: "off", label: "", value: "", full: "" });
    const takes = dragged.length > 0 && !old?.dragging && dragged.some(card => !group.nodes.includes(card.id)
      && groupAt({ x: card.position.x + 106, y: card.position.y + 50 }, nodes) === group.id);
    const data = { group, collapsed, errors, warnings, run, takes };
    const size = collapsed ? {} : { width: box.width, height: box.height };
    const zIndex = old?.selected && !collapsed ? -lift : 0;
    if (old && old.zIndex === zIndex && old.position.x === place.x && old.position.y === place.y && old.width === size.width && old.height === size.height
        && (Object.keys(data) as (keyof typeof data)[]).every(key => key === "run" ? old.data.run?.state === run?.state && old.data.run?.label === run?.label : old.data[key] === data[key])) {
      return [old];
    }
    const { width: _width, height: _height, measured, ...kept } = old ?? { measured: undefined };
    return [{
      ...kept, id: frameId(group.id), type: "frame", position: place, ...size, ...(old?.data.collapsed === collapsed && measured ? { measured } : {}),
      zIndex, ariaLabel: group.label, data,
    }];
  }

  setRun(run: RunPath | null): void {
    this.run = run;
  }

  patchLinks(patch: Patch): void {
    for (const id of patch.removedLinks) {
      this.links.delete(id);
    }
    for (const link of patch.links) {
      this.links.set(idOf(link), link);
    }
  }

  patchNodes(nodes: AnyNode[], patch: Patch): AnyNode[] {
    const removed = new Set(patch.removedNodes);
    const changed = new Map(patch.nodes.map(card => [card.id, card]));
    const kept = nodes
      .filter(node => (isCard(node) ? !removed.has(node.id) : !isNote(node) || patch.notes === null))
      .map(node => {
        const card = isCard(node) ? changed.get(node.id) : undefined;
        if (!card || !isCard(node)) {
          return node;
        }
        changed.delete(card.id);
        // A card under the pointer stays there: the answer to an earlier gesture must not pull it back.
        const position = node.dragging ? node.position : { x: card.x, y: card.y };
        return { ...node, ...this.cardNode(card), position };
      });
    const before = new Map(nodes.map(node => [node.id, node]));
    const notes = (patch.notes ?? []).map(noteNode).map(note => {
      const old = before.get(note.id);
      return old && isNote(old) ? { ...old, position: old.dragging ? old.position : note.position, ariaLabel: note.ariaLabel ?? "", data: note.data } : note;
    });
    return [...notes, ...kept, ...[...changed.values()].map(card => this.cardNode(card))];
  }

  /** Ports in use and run badges follow from links and run; untouched nodes keep their identity. */
  dress(nodes: AnyNode[]): AnyNode[] {
    return nodes.map(node => {
      if (!isCard(node)) {
        return node;
      }
      const used = this.usedPorts(node.data.card);
      const run = this.runOf(node.id);
      const before = node.data.run;
      const same = used.join() === node.data.used.join() && run?.state === before?.state && run?.label === before?.label && run?.full === before?.full;
      return same ? node : { ...node, data: { ...node.data, used, run } };
    });
  }

  edges(previous: FlowEdge[]): FlowEdge[] {
    const before = new Map(previous.map(edge => [edge.id, edge]));
    const frames = new Map(this.groups.filter(this.isCollapsed).flatMap(group => group.nodes.map(node => [node, frameId(group.id)])));
    return [...this.links.entries()].map(([id, link]) => {
      const run = this.run?.links[id] ?? null;
      const lit = run !== null;
      const old = before.get(id);
      const [from, to] = [frames.get(link.source), frames.get(link.target)];
      const [source, target] = [from ?? link.source, to ?? link.target];
      const hidden = from !== undefined && from === to;
      if (old && old.source === source && old.target === target && !!old.hidden === hidden && old.data && old.data.run?.full === run?.full && old.data.run?.times === run?.times && old.data.error === link.error && old.data.mark === link.mark) {
        return old;
      }
      return {
        id,
        type: "link",
        source,
        sourceHandle: from ? "out" : link.port,
        target,
        targetHandle: "in",
        hidden,
        ...(from || to ? { reconnectable: false } : {}),
        selected: old?.selected ?? false,
        ariaLabel: t("Link from port {0} of {1} to {2}", link.port, link.source, link.target),
        zIndex: lit ? 1 : 0,
        data: { error: link.error, run, mark: link.mark },
      };
    });
  }

  private cardNode(card: CanvasNode): CardNode {
    return {
      id: card.id,
      type: "card",
      position: { x: card.x, y: card.y },
      initialWidth: cardWidth(card),
      initialHeight: cardHeight(card),
      ariaLabel: card.label,
      data: { card, used: this.usedPorts(card), run: this.runOf(card.id) },
    };
  }

  private usedPorts(card: CanvasNode): string[] {
    return card.ports.filter(port => this.links.has(linkId(card.id, port.name))).map(port => port.name);
  }

  private runOf(id: string): CardRun | null {
    return this.run === null ? null : (this.run.nodes[id] ?? { state: "off", label: "", value: "", full: "" });
  }
}

const noteNode = (note: CanvasNote, index: number): NoteNode => ({
  id: noteId(index),
  type: "note",
  position: { x: note.x, y: note.y },
  ariaLabel: t("Note: {0}", note.text),
  zIndex: -1,
  data: { note },
});
