type Child = Node | string | undefined;

/** Makes an element. Text is always text: nothing in the widget ever parses HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }

  element.append(...children.filter((c) => c !== undefined));
  return element;
}

const svg = "http://www.w3.org/2000/svg";

/** Line icons on a grid of 24, one path each. */
const paths = {
  bot: "M7.5 8h9a3 3 0 0 1 3 3v5a3 3 0 0 1-3 3h-9a3 3 0 0 1-3-3v-5a3 3 0 0 1 3-3ZM12 8V4.5M9.2 13v1.2M14.8 13v1.2M2.8 12.5v3M21.2 12.5v3",
  agent: "M5 14v-2.5a7 7 0 0 1 14 0V14M5.3 13h.7a1.5 1.5 0 0 1 1.5 1.5V17a1.5 1.5 0 0 1-3.7 0v-2.5A1.5 1.5 0 0 1 5.3 13ZM18 13h.7a1.5 1.5 0 0 1 1.5 1.5V17a1.5 1.5 0 0 1-3.7 0v-2.5A1.5 1.5 0 0 1 18 13ZM18.5 18.5c0 1.5-1.5 2.3-4 2.3",
  send: "M4.5 11.5 19.5 4.5l-5 15.5-3.5-6ZM11 14l8.5-9.5",
  again: "M5 12a7 7 0 1 0 2.3-5.2M5 4.5v4h4",
  check: "m5 12.5 4.5 4.5L19 7.5",
  wait: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 7.5V12l3 2",
  warn: "M12 4.2 21 19.5H3ZM12 10v4.4M12 17v.1",
  down: "m6.5 9.5 5.5 5.5 5.5-5.5",
  back: "M14.5 6.5 9 12l5.5 5.5",
  next: "m9.5 6.5 5.5 5.5-5.5 5.5",
  file: "M7 3.500h6.500L18 8v12.500H7ZM13 3.500V8.500h5",
  open: "M13.500 4.500h6v6M19.500 4.500 11 13M17.500 14v5.500h-13v-13H10",
};

export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGSVGElement {
  const image = document.createElementNS(svg, "svg");
  image.setAttribute("viewBox", "0 0 24 24");
  image.setAttribute("class", "i");
  image.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", paths[name]);
  image.append(path);
  return image;
}
