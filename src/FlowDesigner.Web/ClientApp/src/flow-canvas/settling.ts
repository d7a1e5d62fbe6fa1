import { Settler } from "../code-field/settler";

const settlers = new WeakMap<HTMLElement, Settler>();
let hooked = false;
let passing = false;

/**
 * Fields inside of data-settles are reported to the server a few times a second instead of once a key: the event of a key
 * is held back, and one event of the field follows for all of them.
 */
export function hookSettling(): void {
  if (hooked) {
    return;
  }
  hooked = true;
  window.addEventListener("input", event => {
    const field = event.target;
    if (passing || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.type === "checkbox" || !field.closest("[data-settles]")) {
      return;
    }
    event.stopImmediatePropagation();
    settlerOf(field).typed();
  }, true);
  // Leaving a field reports the rest first; the server then ends the step of undo.
  window.addEventListener("change", event => event.target instanceof HTMLElement && settlers.get(event.target)?.flush(), true);
}

function settlerOf(field: HTMLElement): Settler {
  let settler = settlers.get(field);
  if (!settler) {
    settler = new Settler(() => {
      passing = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      passing = false;
    });
    settlers.set(field, settler);
  }
  return settler;
}
