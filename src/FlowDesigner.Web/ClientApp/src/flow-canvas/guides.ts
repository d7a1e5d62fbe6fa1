export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a line shows that edges or middles meet; null for no line. */
export interface Guides {
  x: number | null;
  y: number | null;
}

interface Meeting {
  by: number;
  at: number;
}

const near = 8;

/** Middles catch on middles and edges on the same edges; anything else would look like chance. */
function nearest(own: number[], others: number[][]): Meeting | null {
  let best: Meeting | null = null;
  own.forEach((edge, kind) => {
    for (const other of others) {
      const line = other[kind] ?? edge;
      const by = line - edge;
      if (Math.abs(by) <= near && (best === null || Math.abs(by) < Math.abs(best.by))) {
        best = { by, at: line };
      }
    }
  });
  return best;
}

/** How far a moved box is off the edges and middles of the others, within reach, and the lines where they meet. */
export function align(moved: Box, others: Box[]): { dx: number; dy: number; guides: Guides } {
  const across = (box: Box) => [box.x + box.width / 2, box.x, box.x + box.width];
  const along = (box: Box) => [box.y, box.y + box.height / 2, box.y + box.height];
  const x = nearest(across(moved), others.map(across));
  const y = nearest(along(moved), others.map(along));
  return { dx: x?.by ?? 0, dy: y?.by ?? 0, guides: { x: x?.at ?? null, y: y?.at ?? null } };
}
