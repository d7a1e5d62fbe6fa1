// A search is sent when the writer pauses, not with every key.

const pause = 250;

export function hookSearches(): void {
  let timer = 0;
  document.addEventListener("input", event => {
    const field = event.target as HTMLElement;
    if (field.matches("input[data-search]")) {
      clearTimeout(timer);
      timer = window.setTimeout(() => field.dispatchEvent(new Event("change", { bubbles: true })), pause);
    }
  });
}
