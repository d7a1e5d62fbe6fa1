import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { expressionAt } from "./parts";
import type { Server } from "./server";
import type { Choice, Options } from "./types";

/** How the browser draws what the server calls a choice. */
const looks: Record<string, string> = { Root: "namespace", Member: "property", Function: "method", Language: "class", Path: "variable" };

function optionOf(choice: Choice, apply?: Completion["apply"]): Completion {
  return {
    label: choice.name,
    type: looks[choice.kind],
    detail: choice.type,
    info: choice.summary ?? undefined,
    boost: choice.kind === "Language" ? -50 : choice.kind === "Path" ? 10 : 0,
    apply,
  };
}

/** Where only text stands yet, a name makes it the formula of that name. */
const asFormula = (view: EditorView, completion: Completion) => {
  const text = `=${completion.label}`;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length } });
};

/**
 * Names of the engine's scope. The server is asked once for each place where a name begins; while the name is typed, the
 * browser narrows the answer down.
 */
export function completion(server: Server, options: Options): Extension {
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const place = expressionAt(text, context.pos, options);
    if (!place) {
      const mayBecome = options.takesFormula && !options.takesTemplate && options.kind === "text" && /^[A-Za-z_$]?[\w$.]*$/.test(text);
      if (!mayBecome || (!context.explicit && text.length === 0)) {
        return null;
      }
      const paths = (await server.complete("", 0)).filter(choice => choice.kind === "Path");
      return { from: 0, options: paths.map(choice => optionOf(choice, asFormula)), validFor: /^[\w$.]*$/ };
    }
    const before = context.state.sliceDoc(place.start, context.pos);
    const name = /[\w$]*$/.exec(before)![0]; // matches the empty text, too
    const lead = before.slice(0, before.length - name.length);
    if (/^\d/.test(name) || (!context.explicit && name.length === 0 && !/[.]$/.test(lead) && lead.trim().length > 0)) {
      return null;
    }
    const choices = await server.complete(place.source, lead.length);
    return { from: context.pos - name.length, options: choices.map(choice => optionOf(choice)), validFor: /^[\w$]*$/ };
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 60, activateOnTypingDelay: 50, interactionDelay: 0 });
}
