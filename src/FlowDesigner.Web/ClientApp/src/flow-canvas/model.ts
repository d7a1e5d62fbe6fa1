import { cardHeight, cardWidth, isCard, type AnyNode, type CardNode, type CardRun, type NoteNode } from "./node-card";
import type { FlowEdge } from "./link";
import { noteId } from "./note";
import { idOf, linkId, type CanvasLink, type CanvasNode, type CanvasNote, type Graph, type Patch, type RunPath } from "./types";

/** What the server said, kept apart from what React Flow adds to it (selection, measures). */
export class CanvasModel {
  readonly links = new Map<string, CanvasLink>();
  private run: RunPath | null = null;

  constructor(graph: Graph) {
    for (const link of graph.links) {
      this.links.set(idOf(link), link);
    }
  }

  nodesOf(graph: Graph): AnyNode[] {
    return [...graph.notes.map(noteNode), ...graph.nodes.map(card => this.cardNode(card))];
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
      .filter(node => (isCard(node) ? !removed.has(node.id) : patch.notes === null))
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
      return old && !isCard(old) ? { ...old, position: old.dragging ? old.position : note.position, ariaLabel: note.ariaLabel ?? "", data: note.data } : note;
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
    return [...this.links.entries()].map(([id, link]) => {
      const run = this.run?.links[id] ?? null;
      const lit = run !== null;
      const old = before.get(id);
      if (old && old.target === link.target && old.data?.run?.full === run?.full && old.data?.run?.times === run?.times && old.data.error === link.error && old.data.mark === link.mark) {
        return old;
      }
      return {
        id,
        type: "link",
        source: link.source,
        sourceHandle: link.port,
        target: link.target,
        targetHandle: "in",
        selected: old?.selected ?? false,
        ariaLabel: `Link from port ${link.port} of ${link.source} to ${link.target}`,
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
  ariaLabel: `Note: ${note.text}`,
  zIndex: -1,
  data: { note },
});
