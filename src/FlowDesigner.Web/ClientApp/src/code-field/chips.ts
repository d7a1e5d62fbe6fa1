import type { Extension, Range } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { isMarked, setMarks } from "./marks";
import { partsOf, wordsOf } from "./parts";
import type { Options } from "./types";
import { t } from "../flow-canvas/words";

/** A value in a text. It becomes its source again as soon as the cursor enters it. */
class Chip extends WidgetType {
  constructor(private readonly source: string, private readonly isBad: boolean) {
    super();
  }

  override eq(other: Chip): boolean {
    return other.source === this.source && other.isBad === this.isBad;
  }

  override toDOM(view: EditorView): HTMLElement {
    const chip = document.createElement("span");
    chip.className = this.isBad ? "var bad" : "var";
    chip.textContent = wordsOf(this.source);
    chip.title = t("{0} (click to change)", this.source.trim());
    chip.onmousedown = event => {
      event.preventDefault();
      const from = view.posAtDOM(chip);
      const part = partsOf(view.state.doc.toString()).find(p => p.from === from);
      view.dispatch({ selection: { anchor: part ? part.end : from + 1 } });
      view.focus();
    };
    return chip;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const raw = Decoration.mark({ class: "cm-raw" });

function chipsOf(view: EditorView, options: Options): DecorationSet {
  const text = view.state.doc.toString();
  const { ranges } = view.state.selection;
  // A selection that reaches over the whole value leaves it a chip.
  const inside = (from: number, to: number) => view.hasFocus && ranges.some(r => r.from < to && r.to > from && (r.from > from || r.to < to));
  const shown: Range<Decoration>[] = [];
  const add = (from: number, to: number, source: string) => {
    const isWhole = source.trim().length > 0 && !source.includes("\n") && to <= text.length;
    shown.push(isWhole && !inside(from, to) ? Decoration.replace({ widget: new Chip(source, isMarked(view, from, to)) }).range(from, to) : raw.range(from, to));
  };
  if (options.takesFormula && text.startsWith("=")) {
    // A whole formula is a chip only where it is the plain name of a value; anything longer is to be read as it stands.
    if (/^=\s*[A-Za-z_$][\w$.]*\s*$/.test(text) && !view.hasFocus) {
      add(0, text.length, text.slice(1));
    }
  } else if (options.takesTemplate) {
    for (const part of partsOf(text)) {
      const isClosed = text.startsWith("}}", part.end);
      add(part.from, part.to, isClosed ? text.slice(part.start, part.end) : "");
    }
  }
  return Decoration.set(shown.filter(range => range.from < range.to));
}

/** Values in a text as chips. */
export function chips(options: Options): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = chipsOf(view, options);
      }

      update(update: ViewUpdate): void {
        const isMarkedAnew = update.transactions.some(t => t.effects.some(e => e.is(setMarks)));
        if (update.docChanged || update.selectionSet || update.focusChanged || isMarkedAnew) {
          this.decorations = chipsOf(update.view, options);
        }
      }
    },
    { decorations: plugin => plugin.decorations },
  );
}
