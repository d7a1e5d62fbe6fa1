let shapes: Record<string, string> = {};

/** Takes over the icons of the product, so that cards and pages draw the same ones. */
export function setShapes(icons: Record<string, string>): void {
  shapes = icons;
}

/** The inside of an icon's svg element. */
export const shapeOf = (name: string): string => shapes[name] ?? shapes["node"] ?? "";

export const Icon = ({ name }: { name: string }) => (
  <svg className="i" viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={{ __html: shapeOf(name) }} />
);
