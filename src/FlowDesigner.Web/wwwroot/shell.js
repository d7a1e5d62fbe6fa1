// The few things of the frame that need no server: theme, navigation on small screens, menus, the search key.
const order = ["system", "light", "dark"];

function applyTheme(theme) {
  const root = document.documentElement;
  if (theme === "system") {
    root.removeAttribute("data-theme");
  } else {
    root.dataset.theme = theme;
  }
  document.cookie = `flowstudio-theme=${theme};path=/;max-age=31536000;samesite=lax`;
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const theme = target?.closest("[data-theme-toggle]");
  if (theme) {
    const next = order[(order.indexOf(document.documentElement.dataset.theme ?? "system") + 1) % order.length];
    applyTheme(next);
    theme.title = theme.dataset[next];
    theme.querySelector("[role=status]").textContent = theme.dataset[next];
  }

  // The server reads the language with the first byte of a page, so the page is loaded anew.
  const language = target?.closest("[data-language]")?.dataset.language;
  if (language) {
    const choice = encodeURIComponent(`c=${language}|uic=${language}`);
    document.cookie = `flowstudio-language=${choice};path=/;max-age=31536000;samesite=lax`;
    location.replace(location.pathname + location.search);
  }

  const toggle = target?.closest("[data-nav-toggle]");
  if (toggle) {
    const open = document.querySelector(".side").classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  }

  // A menu closes as soon as something else, or one of its entries, is clicked.
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!target?.closest("summary") || !menu.contains(target)) {
      menu.open = false;
    }
  }

  const copy = target?.closest("[data-copy]");
  if (copy) {
    navigator.clipboard?.writeText(document.getElementById(copy.dataset.copy).value);
  }

  if (target?.closest("[data-reload]")) {
    location.reload();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }

  // In an answer Enter sends and Shift+Enter makes a line; not while an input method composes a word.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches?.("[data-enter-sends]")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  // The editor has no such frame: what "/" finds there is its own matter.
  const search = document.querySelector(".main input[type=search]");
  if (event.key === "/" && !typing && search && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

// Times come as UTC and are shown in the viewer's own zone.
function localize(root) {
  for (const time of root.querySelectorAll?.("time[datetime]:not([title])") ?? []) {
    const at = new Date(time.dateTime);
    time.title = at.toLocaleString();
    time.textContent = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
}

localize(document);
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => node.parentElement && localize(node.parentElement)))).observe(
  document.documentElement, // not the body: going from page to page puts another one in its place
  { childList: true, subtree: true },
);
