import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip, type DecorationSet } from "@codemirror/view";
import type { Mark } from "./types";

export const setMarks = StateEffect.define<Mark[]>();

/** What the server says of stretches of the text; moves along while more is typed. */
export const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let shown = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) {
        const length = transaction.newDoc.length;
        const ranges = effect.value
          .filter(mark => mark.from < mark.to && mark.to <= length)
          .map(mark => Decoration.mark({ class: mark.isError ? "cm-bad" : "cm-check", message: mark.message }).range(mark.from, mark.to));
        shown = Decoration.set(ranges, true);
      }
    }
    return shown;
  },
  provide: field => EditorView.decorations.from(field),
});

/** Whether something is said of a part of a stretch. */
export function isMarked(view: EditorView, from: number, to: number): boolean {
  let found = false;
  view.state.field(markField).between(from, to, () => {
    found = true;
    return false;
  });
  return found;
}

export const markTips = hoverTooltip((view, place) => {
  let tip: { message: string; from: number; to: number } | null = null;
  view.state.field(markField).between(place, place, (from, to, mark) => {
    tip = { message: String(mark.spec.message), from, to };
    return false;
  });
  const found = tip as { message: string; from: number; to: number } | null; // set by the visitor above
  return found && {
    pos: found.from,
    end: found.to,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-tip";
      dom.textContent = found.message;
      return { dom };
    },
  };
});
