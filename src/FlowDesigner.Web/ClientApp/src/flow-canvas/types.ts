/** The wire between canvas and server: what EditorState shows, already put into words by the server. */

export interface CanvasPort {
  name: string;
  title: string;
  error: boolean;
}

/** Summary text; strong pieces are names of things. */
export interface SummaryPart {
  text: string;
  strong: boolean;
}

export interface CanvasNode {
  id: string;
  x: number;
  y: number;
  title: string;
  category: string;
  icon: string;
  summary: SummaryPart[];
  ports: CanvasPort[];
  hasInput: boolean;
  errors: number;
  warnings: number;
  label: string;
  mark?: Mark | null;
  /** Names of others who have it selected. */
  here?: string | null;
}

/** What became of a node between two versions. */
export interface Mark {
  kind: "added" | "changed" | "removed" | "moved" | "same";
  label: string;
}

export interface CanvasLink {
  source: string;
  port: string;
  target: string;
  error: boolean;
  mark?: "added" | "removed" | null;
}

export interface CanvasNote {
  text: string;
  x: number;
  y: number;
}

/** A frame around cards; its place follows from theirs. */
export interface CanvasGroup {
  id: string;
  title: string;
  colour: string;
  collapsed: boolean;
  nodes: string[];
  /** How many nodes it has, in words. */
  count: string;
  label: string;
}

export interface Graph {
  nodes: CanvasNode[];
  links: CanvasLink[];
  notes: CanvasNote[];
  groups: CanvasGroup[];
}

/** Difference between what the canvas shows and what it should show. */
export interface Patch {
  nodes: CanvasNode[];
  removedNodes: string[];
  links: CanvasLink[];
  removedLinks: string[];
  notes: CanvasNote[] | null;
  groups: CanvasGroup[] | null;
}

/** What happened at a node; the value stands here where no link shows it. */
export interface RunMark {
  state: "done" | "waiting" | "failed";
  label: string;
  value: string;
  full: string;
}

/** What went over a link: the latest value, short and at length. */
export interface RunFlow {
  value: string;
  full: string;
  times: number;
}

/** The path of a run: what happened at each node, and what went over the links it took. */
export interface RunPath {
  nodes: Record<string, RunMark>;
  links: Record<string, RunFlow>;
}

/** A node type to choose from. */
export interface NodeType {
  type: string;
  title: string;
  category: string;
  icon: string;
  words: string;
}

export interface Place {
  id: string;
  x: number;
  y: number;
}

export interface Options {
  readOnly: boolean;
  /** Whether the page takes commands, such as to publish. */
  page: boolean;
  /** Texts of the canvas by their English. */
  words: Record<string, string>;
  /** The inside of each icon's svg element by name: markup of the product itself. */
  icons: Record<string, string>;
}

/** One link a port, so source and port name it. */
export const linkId = (source: string, port: string): string => `${source}/${port}`;

/** In a comparison a port may also have the link that it lost. */
export const idOf = (link: CanvasLink): string => (link.mark === "removed" ? `${linkId(link.source, link.port)}/-` : linkId(link.source, link.port));
