import { linkPath, type FlowEdge } from "./link";
import { cardHeight, cardWidth, isCard, isNote, listFrom, type AnyNode, type CardNode } from "./node-card";
import { shapeOf } from "./icon";
import type { Box } from "./guides";

const margin = 40;
let font = "sans-serif";

/** Tokens are light-dark() values: only an element knows which one counts. */
function colours(host: HTMLElement) {
  const probe = document.createElement("i");
  host.append(probe);
  const read = (token: string, category?: string): string => {
    probe.className = category ?? "";
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  return { read, done: () => probe.remove() };
}

const escape = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

const ruler = document.createElement("canvas").getContext("2d");
const measure = (text: string, size: number, weight: number): number => {
  if (!ruler) {
    return text.length * size * 0.55;
  }
  ruler.font = `${weight} ${size}px ${font}`;
  return ruler.measureText(text).width;
};

/** Breaks a text into lines by words; what does not fit is cut. */
export function wrap(text: string, width: number, lines: number, size: number, weight = 400): string[] {
  const result: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer, size, weight) > width) {
      result.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  result.push(line);
  const shown = result.slice(0, lines);
  return shown.map((part, index) => {
    let cut = part;
    const over = index === shown.length - 1 && result.length > lines;
    while (cut.length > 1 && measure(over ? `${cut}…` : cut, size, weight) > width) {
      cut = cut.slice(0, -1);
    }
    return over || cut !== part ? `${cut.trimEnd()}…` : cut;
  });
}

const boxOf = (node: AnyNode): Box => (node.type === "frame" && !node.data.collapsed ? { ...node.position, width: node.width ?? 0, height: node.height ?? 0 } : {
  x: node.position.x,
  y: node.position.y,
  width: node.measured?.width ?? (isCard(node) ? cardWidth(node.data.card) : 220),
  height: node.measured?.height ?? (isCard(node) ? cardHeight(node.data.card) : 80),
});

function portPlace(node: CardNode, port: string): { x: number; y: number } {
  const box = boxOf(node);
  const ports = node.data.card.ports;
  const index = Math.max(0, ports.findIndex(p => p.name === port));
  return ports.length >= listFrom
    ? { x: box.x + box.width, y: box.y + box.height - (ports.length - index - 0.5) * 25 }
    : { x: box.x + (box.width * (index + 0.5)) / Math.max(ports.length, 1), y: box.y + box.height };
}

const text = (x: number, y: number, words: string, size: number, weight: number, fill: string, anchor = "start"): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(words)}</text>`;

/** The whole flow as an SVG document that stands alone: no styles, fonts or pictures from elsewhere. */
export function pictureOf(host: HTMLElement, all: AnyNode[], edges: FlowEdge[], title: string): { svg: string; width: number; height: number } {
  const { read, done } = colours(host);
  font = getComputedStyle(host).fontFamily;
  const nodes = all.filter(node => !node.hidden);
  const boxes = nodes.map(boxOf);
  const left = Math.min(...boxes.map(box => box.x), 0) - margin;
  const top = Math.min(...boxes.map(box => box.y), 0) - margin;
  const width = Math.ceil(Math.max(...boxes.map(box => box.x + box.width), 0) + margin - left);
  const height = Math.ceil(Math.max(...boxes.map(box => box.y + box.height), 0) + margin - top);
  const [surface, ink, ink2, bad] = [read("--fs-surface"), read("--fs-text"), read("--fs-text-2"), read("--fs-st-bad")];
  const byId = new Map(nodes.map(node => [node.id, node]));

  const wires = edges.filter(edge => !edge.hidden).flatMap(edge => {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!source || !target) {
      return [];
    }
    const foot = boxOf(source);
    const from = isCard(source) ? portPlace(source, edge.sourceHandle ?? "") : { x: foot.x + foot.width / 2, y: foot.y + foot.height };
    const to = boxOf(target);
    const path = linkPath(from.x, from.y, to.x + to.width / 2, to.y, Math.min(source.position.x, to.x));
    const dashes = edge.data?.error ? ` stroke-dasharray="2 5" stroke-linecap="round"` : "";
    return [`<path d="${path}" fill="none" stroke="${edge.data?.error ? bad : read("--fs-link")}" stroke-width="1.75"${dashes}/>`];
  });

  const frames = nodes.flatMap(node => {
    if (node.type !== "frame") {
      return [];
    }
    const { x, y, width: w, height: h } = boxOf(node);
    const [solid, soft, dark] = ["--c", "--c-soft", "--c-ink"].map(token => read(token, `g-${node.data.group.colour}`));
    const fill = node.data.collapsed ? `fill="${soft}"` : `fill="${soft}" fill-opacity=".45" stroke-dasharray="6 4"`;
    return [`<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="11" ${fill} stroke="${solid}"/>` +
      text(x + 14, y + 25, wrap(node.data.group.title, w - 28, 1, 13, 600)[0] ?? "", 13, 600, dark ?? ink) +
      (node.data.collapsed ? text(x + 14, y + 48, node.data.group.count, 12, 400, ink2) : "")];
  });

  const notes = nodes.filter(isNote).map(node => {
    const box = boxOf(node);
    const lines = node.data.note.text.split("\n").flatMap(line => wrap(line, box.width - 24, 20, 12));
    return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="6" fill="${read("--fs-cat-trigger-soft")}"/>` +
      lines.map((line, index) => text(box.x + 12, box.y + 22 + index * 17, line, 12, 400, ink)).join("");
  });

  const cards = nodes.filter(isCard).map(node => {
    const { card, used } = node.data;
    const { x, y, width: w, height: h } = boxOf(node);
    const [solid, soft, glyph] = [read("--c", `k-${card.category}`), read("--c-soft", `k-${card.category}`), read("--fs-on-cat")];
    const list = card.ports.length >= listFrom;
    const portsTop = y + h - (list ? card.ports.length * 25 : card.ports.length === 0 ? 0 : 25);
    const says = wrap(card.summary.map(part => part.text).join(""), w - 20, Math.max(1, Math.floor((portsTop - y - 44) / 16)), 12);
    const ports = card.ports.map(port => {
      const { x: px, y: py } = portPlace(node, port.name);
      const [edge, fill] = [port.error ? bad : solid, used.includes(port.name) ? (port.error ? bad : solid) : surface];
      const mark = port.error
        ? `<rect x="${px - 4.5}" y="${py - 4.5}" width="9" height="9" transform="rotate(45 ${px} ${py})" fill="${fill}" stroke="${edge}" stroke-width="2"/>`
        : `<circle cx="${px}" cy="${py}" r="4.5" fill="${fill}" stroke="${edge}" stroke-width="2"/>`;
      const room = list ? w - 24 : w / card.ports.length - 8;
      const name = wrap(port.title, room, 1, 11, 600)[0] ?? "";
      return (list ? text(px - 14, py + 4, name, 11, 600, ink2, "end") : text(px, py - 9, name, 11, 600, port.error ? bad : ink2, "middle")) + mark;
    });
    return `<g><rect x="${x}" y="${y}" width="${w}" height="${h}" rx="11" fill="${surface}" stroke="${solid}" stroke-opacity=".45"/>` +
      `<path d="M${x} ${y + 38}v-27a11 11 0 0 1 11-11h${w - 22}a11 11 0 0 1 11 11v27z" fill="${soft}"/>` +
      `<rect x="${x + 8}" y="${y + 7}" width="26" height="26" rx="7" fill="${solid}"/>` +
      `<svg x="${x + 13}" y="${y + 12}" width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="${glyph}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapeOf(card.icon)}</svg>` +
      text(x + 42, y + 25, wrap(card.title, w - 54, 1, 13, 600)[0] ?? "", 13, 600, ink) +
      says.map((line, index) => text(x + 10, y + 55 + index * 16, line, 12, 400, ink2)).join("") +
      (card.ports.length > 0 ? `<path d="M${x} ${portsTop}h${w}" stroke="${read("--fs-line")}"/>` : "") +
      (card.hasInput ? `<circle cx="${x + w / 2}" cy="${y}" r="5.5" fill="${solid}"/>` : "") + ports.join("") + "</g>";
  });

  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${escape(font)}" role="img">` +
    `<title>${escape(title)}</title><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${read("--fs-canvas")}"/>` +
    `${frames.join("")}${wires.join("")}${notes.join("")}${cards.join("")}</svg>`;
  done();
  return { svg, width, height };
}

/** Largest side of a PNG; browsers refuse larger canvases. */
const largest = 8192;

export async function pngOf(picture: { svg: string; width: number; height: number }): Promise<Blob> {
  const scale = Math.min(2, largest / Math.max(picture.width, picture.height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("The browser made no picture."))), "image/png"));
}
