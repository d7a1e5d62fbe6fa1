import { closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { chips } from "./chips";
import { completion } from "./completion";
import { look } from "./look";
import { markField, markTips, setMarks } from "./marks";
import { expressionAt } from "./parts";
import { serverOf, type DotNetObject } from "./server";
import { Settler } from "./settler";
import type { Options, Shown } from "./types";

/** A change that comes from the server, which knows it. */
const fromServer = Annotation.define<boolean>();

function languageOf(options: Options): Extension {
  switch (options.kind) {
    case "expression":
    case "script":
      return [javascript(), bracketMatching(), closeBrackets()];
    case "json":
      return [json(), bracketMatching(), closeBrackets()];
    default:
      return [
        chips(options),
        options.takesTemplate ? [closeBrackets(), EditorState.languageData.of(() => [{ closeBrackets: { brackets: ["{"] } }])] : [],
      ];
  }
}

function attributesOf(options: Options, shown: Shown): Record<string, string> {
  return {
    id: options.id,
    class: options.kind === "text" ? "" : "mono",
    spellcheck: String(options.kind === "text"),
    ...(options.labelId ? { "aria-labelledby": options.labelId } : { "aria-label": options.name }),
    "aria-describedby": options.describedBy,
    "aria-invalid": String(shown.isInvalid),
    ...(shown.readOnly ? { "aria-readonly": "true", tabindex: "0" } : {}),
  };
}

/**
 * Makes an editor of the plain field that the server drew, which stays in the page, hidden: it shows the text until this
 * script is there.
 */
export function mount(host: HTMLElement | null, dotnet: DotNetObject, options: Options, first: Shown) {
  if (!host?.isConnected) {
    return null; // the node was closed or taken away meanwhile
  }
  const server = serverOf(dotnet);
  const plain = host.querySelector<HTMLElement>("textarea");
  const attributes = new Compartment();
  const editing = new Compartment();
  let isGone = false;
  const settler = new Settler(() => void server.write(view.state.doc.toString()));
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: first.text ?? "",
      extensions: [
        markField,
        markTips,
        languageOf(options),
        completion(server, options),
        history(),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.lineWrapping,
        placeholder(options.placeholder),
        attributes.of(EditorView.contentAttributes.of(attributesOf(options, first))),
        editing.of([EditorState.readOnly.of(first.readOnly), EditorView.editable.of(!first.readOnly)]),
        look,
        EditorView.updateListener.of(update => {
          if (update.docChanged && !update.transactions.some(t => t.annotation(fromServer))) {
            settler.typed();
          }
        }),
        EditorView.domEventHandlers({
          blur: () => {
            if (!isGone) {
              settler.flush();
              void server.done();
            }
          },
        }),
      ],
    }),
  });
  if (plain) {
    plain.hidden = true;
  }
  const label = options.labelId ? document.getElementById(options.labelId) : null;
  const toField = () => view.focus();
  label?.addEventListener("click", toField);
  view.dispatch({ effects: setMarks.of(first.marks) });

  return {
    /** Shows what the server has; what is still being typed is newer than what the server has. */
    show(shown: Shown): void {
      const text = view.state.doc.toString();
      const isNew = shown.text !== null && shown.text !== text && !settler.isPending;
      view.dispatch({
        changes: isNew ? { from: 0, to: text.length, insert: shown.text ?? "" } : [],
        effects: [
          setMarks.of(shown.marks),
          attributes.reconfigure(EditorView.contentAttributes.of(attributesOf(options, shown))),
          editing.reconfigure([EditorState.readOnly.of(shown.readOnly), EditorView.editable.of(!shown.readOnly)]),
        ],
        annotations: fromServer.of(true),
      });
    },

    /** Puts the name of a value where the cursor is, written as it must be there. */
    insert(path: string): void {
      const { from, to } = view.state.selection.main;
      const text = view.state.doc.toString();
      const inFormula = expressionAt(text, from, options) !== null;
      if (!inFormula && options.takesFormula && !options.takesTemplate) {
        view.dispatch({ changes: { from: 0, to: text.length, insert: `=${path}` }, selection: { anchor: path.length + 1 } });
      } else {
        const written = inFormula ? path : `{{ ${path} }}`;
        view.dispatch({ changes: { from, to, insert: written }, selection: { anchor: from + written.length } });
      }
      view.focus();
    },

    /** Offers the names that may stand at the cursor. */
    offer(): void {
      view.focus();
      startCompletion(view);
    },

    unmount(): void {
      settler.flush();
      isGone = true;
      label?.removeEventListener("click", toField);
      view.destroy();
    },
  };
}
