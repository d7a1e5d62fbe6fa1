import { Settler } from "../code-field/settler";

// What is typed is reported to the server a few times a second, not with every key: the event of a key is held back, and one
// event of the field follows for all of them. The canvas hears its own fields in the browser.

const texts = new Set(["text", "search", "email", "url", "tel", "password", "number"]);
const ends = new Set(["Enter", "Escape", "Tab", "ArrowUp", "ArrowDown"]);
const settlers = new WeakMap<EventTarget, Settler>();
let passing = false;

function isText(field: EventTarget | null): field is HTMLInputElement | HTMLTextAreaElement {
  const typed = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && texts.has(field.type));
  return typed && !field.closest(".canvas-host");
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

export function hookSettling(): void {
  // On the window, before the page's own listeners hear of it.
  window.addEventListener("input", event => {
    if (!passing && isText(event.target)) {
      event.stopImmediatePropagation();
      settlerOf(event.target).typed();
    }
  }, true);
  // Whatever is done next counts with all that was typed before it.
  const flush = (field: EventTarget | null): void => {
    if (field) {
      settlers.get(field)?.flush();
    }
  };
  window.addEventListener("change", event => flush(event.target), true);
  window.addEventListener("keydown", event => (ends.has(event.key) || event.ctrlKey || event.metaKey) && flush(event.target), true);
  window.addEventListener("pointerdown", () => flush(document.activeElement), true);
}
