/**
 * A key opens the search of the palette by way of the server. What is typed until the answer is there is meant for the
 * search: it waits here, and is typed into the field when that has the focus.
 */

const search = "[data-palette-search]";
const patience = 3000;

let stop = (): void => undefined;

/** Holds what is typed from now on until the search has the focus, or the person does something else. */
export function holdLetters(): void {
  stop();
  let letters = "";
  let entered = false;
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      stop();
    } else if (event.key.length === 1 && !entered) {
      letters += event.key;
      hold(event);
    } else if (event.key === "Backspace" && !entered) {
      letters = letters.slice(0, -1);
      hold(event);
    } else if (event.key === "Enter" && letters !== "") {
      entered = true;
      hold(event);
    } else if (event.key !== "Shift") {
      stop();
    }
  };
  const onFocus = (event: FocusEvent): void => {
    const field = event.target;
    stop();
    if (field instanceof HTMLInputElement && field.matches(search) && letters !== "") {
      field.value += letters;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      if (entered) {
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      }
    }
  };
  const onPointer = (): void => stop();
  const waiting = setTimeout(() => stop(), patience);
  stop = () => {
    clearTimeout(waiting);
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("focusin", onFocus, true);
    document.removeEventListener("pointerdown", onPointer, true);
    stop = () => undefined;
  };
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusin", onFocus, true);
  document.addEventListener("pointerdown", onPointer, true);
}

function hold(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
