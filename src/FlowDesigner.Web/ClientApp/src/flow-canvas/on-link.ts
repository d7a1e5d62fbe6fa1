import type { CardNode } from "./node-card";

const mark = "takes-node";

/** The link under the first of some points of the screen that has one; cards above a link do not hide it. */
export function linkAt(points: { x: number; y: number }[]): string | null {
  for (const { x, y } of points) {
    for (const element of document.elementsFromPoint(x, y)) {
      const id = element.closest<HTMLElement>(".react-flow__edge")?.dataset.id;
      if (id) {
        return id;
      }
    }
  }
  return null;
}

/** Shows which link would take a node; done on the element itself, so that a drag at full rate redraws nothing. */
export function markLink(host: HTMLElement | null, id: string | null): void {
  for (const marked of host?.querySelectorAll(`.react-flow__edge.${mark}`) ?? []) {
    if ((marked as HTMLElement).dataset.id !== id) {
      marked.classList.remove(mark);
    }
  }
  if (id) {
    host?.querySelector(`.react-flow__edge[data-id="${CSS.escape(id)}"]`)?.classList.add(mark);
  }
}

/** Where a dragged card would meet a link: its middle, its input, and the pointer. */
export function touchPoints(card: CardNode, toScreen: (p: { x: number; y: number }) => { x: number; y: number }, pointer: { x: number; y: number }) {
  const width = card.measured?.width ?? 212;
  const height = card.measured?.height ?? 98;
  const { x, y } = card.position;
  return [toScreen({ x: x + width / 2, y: y + height / 2 }), toScreen({ x: x + width / 2, y }), pointer];
}
