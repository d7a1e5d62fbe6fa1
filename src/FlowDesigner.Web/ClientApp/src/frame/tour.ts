// The first-run tour. It watches the page and shows the step that fits what is there; it never does anything itself.
// The steps are elements of the page (TourGuide.razor), so that their words are the server's.

const running = "flowstudio-tour"; // in the session: a comma list of finished steps while the tour is on
const over = "flowstudio-tour-over"; // in the browser: whoever finished or left it is not asked again

interface Step {
  name: string;
  element: HTMLElement;
  page: RegExp;
  when: string;
  done: string;
  after: string;
  at: string;
  skippable: boolean;
  last: boolean;
}

let guide: HTMLElement | null = null;
let steps: Step[] = [];
let shown: Step | null = null;
let ringed: Element | null = null;
let asked = false;

const finished = (): string[] | null => sessionStorage.getItem(running)?.split(",") ?? null;

const visible = (selector: string): HTMLElement | null =>
  selector === "" ? null : ([...document.querySelectorAll<HTMLElement>(selector)].find(found => found.getClientRects().length > 0) ?? null);

const readStep = (element: HTMLElement): Step => ({
  name: element.dataset.step ?? "",
  element,
  page: new RegExp(element.dataset.page ?? ""),
  when: element.dataset.when ?? "",
  done: element.dataset.done ?? "",
  after: element.dataset.after ?? "",
  at: element.dataset.at ?? "",
  skippable: element.dataset.skippable !== undefined,
  last: element.dataset.last !== undefined,
});

/** The last step whose page and condition hold: people may do things earlier than they are told to. */
function fitting(done: string[]): Step | null {
  return (
    steps
      .filter(
        step =>
          !done.includes(step.name) &&
          (step.after === "" || done.includes(step.after)) &&
          step.page.test(location.pathname) &&
          (step.when === "" || visible(step.when) !== null),
      )
      .at(-1) ?? null
  );
}

function ring(target: Element | null): void {
  if (ringed !== target) {
    ringed?.removeAttribute("data-tour-here");
    ringed = target;
  }
  if (target && !target.hasAttribute("data-tour-here")) {
    target.setAttribute("data-tour-here", "");
  }
}

function show(step: Step | null): void {
  if (!guide || step === shown) {
    return;
  }
  shown = step;
  for (const other of steps) {
    other.element.hidden = other !== step;
  }
  // Shown anew for each step: a dialog that opened meanwhile lies above it otherwise.
  if (guide.matches(":popover-open")) {
    guide.hidePopover();
  }
  if (step) {
    guide.querySelector<HTMLElement>("[data-tour-skip]")!.hidden = !step.skippable;
    guide.querySelector("[data-tour-count]")!.textContent = `${steps.indexOf(step) + 1} / ${steps.length}`;
    guide.showPopover();
  }
}

/** Going from page to page may put another element in the place of the guide. */
function find(): void {
  const found = document.querySelector<HTMLElement>("[data-tour]");
  if (found !== guide) {
    guide = found;
    shown = null;
    steps = found ? [...found.querySelectorAll<HTMLElement>("[data-step]")].map(readStep) : [];
  }
}

function look(): void {
  asked = false;
  find();
  const done = finished();
  const step = done ? fitting(done) : null;
  show(step);
  ring(step ? visible(step.at) : null);
  for (const offer of document.querySelectorAll<HTMLElement>("[data-tour-offer]")) {
    offer.hidden = done !== null || localStorage.getItem(over) !== null;
  }
}

function lookSoon(): void {
  if (!asked) {
    asked = true;
    requestAnimationFrame(look);
  }
}

function finish(name: string): void {
  const done = finished();
  if (done && !done.includes(name)) {
    sessionStorage.setItem(running, [...done, name].join(","));
    lookSoon();
  }
}

function leave(): void {
  sessionStorage.removeItem(running);
  localStorage.setItem(over, "1");
  lookSoon();
}

function startWhenAsked(): void {
  if (new URLSearchParams(location.search).get("tour") === "start" && finished() === null) {
    sessionStorage.setItem(running, "begun");
  }
  lookSoon();
}

export function watchTour(): void {
  document.addEventListener("input", event => {
    if (shown?.done && (event.target as Element).closest(shown.done)) {
      finish(shown.name);
    }
  });
  document.addEventListener("click", event => {
    const target = event.target as Element;
    if (target.closest("[data-tour-leave], [data-tour-decline]")) {
      leave();
    } else if (target.closest("[data-tour-skip]") && shown) {
      finish(shown.name);
    } else if (shown?.last && target.closest(shown.at)) {
      leave();
    } else if (target.closest("a[href$='tour=start']")) {
      sessionStorage.removeItem(running);
    }
  });
  // Not on the body: going from page to page puts another one in its place.
  new MutationObserver(() => {
    if (finished() !== null || document.querySelector("[data-tour-offer]")) {
      lookSoon();
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "open", "hidden"] });
  addEventListener("popstate", startWhenAsked);
  (window as { Blazor?: { addEventListener(name: string, heard: () => void): void } }).Blazor?.addEventListener("enhancedload", startWhenAsked);
  startWhenAsked();
}
