/** Media type of a node type on its way from the palette to the canvas. */
export const nodeTypeFormat = "application/x-flowstudio-node-type";

let hooked = false;

/** A server cannot fill DataTransfer in time, so one listener serves every element with data-node-type. */
export function hookPalette(): void {
  if (hooked) {
    return;
  }
  hooked = true;
  document.addEventListener("dragstart", event => {
    const type = (event.target as HTMLElement | null)?.closest<HTMLElement>("[data-node-type]")?.dataset.nodeType;
    if (type && event.dataTransfer) {
      event.dataTransfer.setData(nodeTypeFormat, type);
      event.dataTransfer.effectAllowed = "copy";
    }
  });
  document.addEventListener("keydown", event => {
    const target = event.target as HTMLElement;
    const dialog = document.querySelector<HTMLElement>("[data-dialog]");
    if (dialog) {
      keepInside(dialog, event);
    } else if (event.key === "/" && !event.ctrlKey && !target.closest("input, textarea, select, [contenteditable]")) {
      const search = document.querySelector<HTMLInputElement>("[data-palette-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else if (event.key === "F6") {
      event.preventDefault();
      nextPanel(target, event.shiftKey ? -1 : 1);
    }
  });
}

/** F6 goes round the panels that carry data-panel. */
function nextPanel(from: HTMLElement, step: number): void {
  const panels = [...document.querySelectorAll<HTMLElement>("[data-panel]")].filter(panel => panel.offsetParent !== null);
  const current = panels.findIndex(panel => panel.contains(from));
  const panel = panels[(current + step + panels.length) % panels.length];
  const first = panel?.querySelector<HTMLElement>('.react-flow__node, input, textarea, select, button, [tabindex="0"]');
  (first ?? panel)?.focus();
}

/** Tab stays inside an open dialog. */
function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>("button:not([disabled]), input, select, textarea, a[href]")];
  const [first, last] = [stops[0], stops[stops.length - 1]];
  if (event.key !== "Tab" || !first || !last) {
    return;
  }
  const leaving = event.shiftKey ? document.activeElement === first : document.activeElement === last;
  if (leaving || !dialog.contains(document.activeElement)) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}
