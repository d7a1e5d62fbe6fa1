/** What is written: JavaScript, statements of it, JSON, or text that may be a formula or hold values in braces. */
export type Kind = "expression" | "script" | "json" | "text";

/** What the server says of the field when it is mounted. */
export interface Options {
  id: string;
  kind: Kind;
  /** Id of the label; null when there is only a name. */
  labelId: string | null;
  name: string;
  describedBy: string;
  placeholder: string;
  /** Text after = is a formula. */
  takesFormula: boolean;
  /** Text may hold {{ values }}. */
  takesTemplate: boolean;
}

/** A stretch of the text that something is said of. */
export interface Mark {
  from: number;
  to: number;
  message: string;
  isError: boolean;
}

/** What the server shows anew: after its own changes (undo, a fix) and after it has read what was typed. */
export interface Shown {
  /** Null when the browser wrote it itself. */
  text: string | null;
  marks: Mark[];
  readOnly: boolean;
  isInvalid: boolean;
}

/** A name that may stand at a place. */
export interface Choice {
  name: string;
  kind: string;
  type: string;
  summary: string | null;
}
