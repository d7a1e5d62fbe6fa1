// The element that had focus before a dialog opened; dialogs do not nest.
let before = null;

export function open(dialog) {
  before = document.activeElement;
  dialog.showModal();
  dialog.querySelector("[data-autofocus]")?.focus();
}

export function restoreFocus() {
  before?.isConnected && before.focus();
  before = null;
}
