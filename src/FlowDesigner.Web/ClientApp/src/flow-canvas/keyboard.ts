import { holdLetters } from "./letters";
import { useCallback, useRef, useState, type KeyboardEvent } from "react";
import type { Edge } from "@xyflow/react";
import type { Server } from "./dotnet";
import { frameId } from "./frames";
import type { CardNode } from "./node-card";
import type { CanvasGroup } from "./types";
import { neighbour, type Direction } from "./walk";
import { t } from "./words";

const directions: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** A link that is being drawn with the keyboard. */
export interface Linking {
  source: CardNode;
  port: string;
}

interface Canvas {
  server: Server;
  readOnly: boolean;
  /** The cards that are seen. */
  cards(): CardNode[];
  groups(): CanvasGroup[];
  edges(): Edge[];
  focus(id: string): void;
  select(ids: string[]): void;
  /** Collapses or opens a group. */
  toggle(group: string): void;
  nudge(dx: number, dy: number): void;
  settle(): void;
  /** Removes what is selected, or what has the focus when that is not. */
  remove(focused: string | undefined): void;
  writeNote(id: string): void;
  addNote(): void;
  say(text: string): void;
  fit(): void;
  fitSelection(): void;
}

/** Keys of the canvas while the focus is on a card or on the canvas itself. */
export function useKeyboard(canvas: Canvas) {
  const [linking, setLinking] = useState<Linking | null>(null);
  const nudged = useRef(false);

  const focused = (event: KeyboardEvent): CardNode | undefined => {
    const id = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node")?.dataset.id;
    return canvas.cards().find(card => card.id === id);
  };

  const startLink = (source: CardNode, port?: string) => {
    const ports = source.data.card.ports;
    const chosen = ports.find(p => p.name === port) ?? ports.find(p => !source.data.used.includes(p.name)) ?? ports[0];
    if (!chosen) {
      canvas.say(t("{0} has no port.", source.data.card.title));
      return;
    }
    setLinking({ source, port: chosen.name });
    canvas.say(t("Linking port {0} of {1}. Go to the target with the arrow keys, Enter links, Escape stops.", chosen.title, source.data.card.title));
  };

  const onLinkKey = (event: KeyboardEvent, active: Linking, card: CardNode | undefined): boolean => {
    const digit = Number(event.key);
    if (event.key === "Escape") {
      setLinking(null);
      canvas.say(t("No link was made."));
      canvas.focus(active.source.id);
    } else if (event.key === "Enter" && card) {
      if (!card.data.card.hasInput) {
        canvas.say(t("{0} starts runs and takes no link.", card.data.card.title));
        return true;
      }
      setLinking(null);
      void canvas.server.link(active.source.id, active.port, card.id);
    } else if (digit >= 1 && digit <= active.source.data.card.ports.length) {
      startLink(active.source, active.source.data.card.ports[digit - 1]?.name);
    } else {
      return false;
    }
    return true;
  };

  const onFrameKey = (event: KeyboardEvent, frame: string): boolean => {
    const group = canvas.groups().find(g => frameId(g.id) === frame);
    if (event.key === " " && group) {
      canvas.toggle(group.id);
    } else if (event.key === "Enter" || (event.key === "F2" && !canvas.readOnly)) {
      void canvas.server.open(frame);
    } else if (event.shiftKey && directions[event.key] && !canvas.readOnly) {
      canvas.select([frame]);
      return false;
    } else if (directions[event.key] && canvas.cards().some(c => c.id === group?.nodes[0])) {
      canvas.focus(group?.nodes[0] ?? "");
    } else {
      return false;
    }
    return true;
  };

  const onEditKey = (event: KeyboardEvent, card: CardNode | undefined): boolean => {
    const note = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node-note")?.dataset.id;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === "z") {
        void (event.shiftKey ? canvas.server.redo() : canvas.server.undo());
      } else if (key === "y") {
        void canvas.server.redo();
      } else if (key === "g") {
        void canvas.server.command(event.shiftKey ? "put-here" : "sub-flow");
      } else {
        return false;
      }
      return true;
    }
    const direction = directions[event.key];
    if (event.shiftKey && direction) {
      nudged.current = true;
      canvas.nudge(direction === "left" ? -20 : direction === "right" ? 20 : 0, direction === "up" ? -20 : direction === "down" ? 20 : 0);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      canvas.remove((event.target as HTMLElement).closest<HTMLElement>(".react-flow__node")?.dataset.id);
    } else if (key === "l" && card) {
      startLink(card);
    } else if (key === "a" && card) {
      holdLetters();
      void canvas.server.addAfter(card.id, null, null);
    } else if (key === "g") {
      void canvas.server.command(event.shiftKey ? "ungroup" : "group");
    } else if (key === "n") {
      canvas.addNote();
    } else if ((event.key === "Enter" || event.key === "F2") && note) {
      canvas.writeNote(note);
    } else if (event.key === "F2" && card) {
      void canvas.server.rename(card.id);
    } else {
      return false;
    }
    return true;
  };

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (target.closest("button, input, textarea, select")) {
        return;
      }
      const card = focused(event);
      const direction = directions[event.key];
      const frame = target.closest<HTMLElement>(".react-flow__node-frame")?.dataset.id;
      let handled = true;
      if (frame && onFrameKey(event, frame)) {
        handled = true;
      } else if (linking && onLinkKey(event, linking, card)) {
        handled = true;
      } else if (!canvas.readOnly && onEditKey(event, card)) {
        handled = true;
      } else if (direction && !event.ctrlKey && !event.altKey) {
        const next = card ? neighbour(card, direction, canvas.cards(), canvas.edges()) : canvas.cards()[0];
        if (next) {
          canvas.focus(next.id);
        }
      } else if (event.shiftKey && (event.code === "Digit1" || event.code === "Digit2")) {
        (event.code === "Digit1" ? canvas.fit : canvas.fitSelection)();
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
        canvas.select(canvas.cards().map(c => c.id));
      } else if (event.key === "Enter" && card) {
        canvas.select([card.id]);
        void canvas.server.open(card.id);
      } else if (event.key === " " && card) {
        canvas.select([card.id]);
      } else if (event.key === "Escape") {
        canvas.select([]);
      } else {
        handled = false;
      }
      if (handled) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    [canvas, linking],
  );

  const onKeyUp = useCallback(
    (event: KeyboardEvent) => {
      if (nudged.current && (event.key === "Shift" || directions[event.key])) {
        nudged.current = false;
        canvas.settle();
      }
    },
    [canvas],
  );

  return { linking, onKeyDown, onKeyUp };
}
