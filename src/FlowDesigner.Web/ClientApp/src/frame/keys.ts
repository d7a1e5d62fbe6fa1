// "?" shows the keys of the page that is open.

const typing = "input, textarea, select, [contenteditable], .cm-editor";

/** Only the sections for what is on the page. */
function choose(dialog: HTMLElement): void {
  for (const section of dialog.querySelectorAll<HTMLElement>("[data-keys-for]")) {
    section.hidden = section.dataset.keysFor !== "" && document.querySelector(section.dataset.keysFor ?? "") === null;
  }
}

// Looked for each time: going from page to page may put another one in its place.
const help = (): HTMLDialogElement | null => document.querySelector("[data-keys]");

function open(): void {
  const dialog = help();
  if (dialog && !document.querySelector("dialog[open], [data-dialog]")) {
    choose(dialog);
    dialog.showModal();
  }
}

export function hookKeys(): void {
  document.addEventListener("keydown", event => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey && !target?.closest(typing)) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", event => {
    const target = event.target as Element;
    if (target.closest("[data-keys-open]")) {
      open();
    } else if (target === help() || target.closest("[data-keys-close], [data-keys] a")) {
      help()?.close();
    }
  });
}
