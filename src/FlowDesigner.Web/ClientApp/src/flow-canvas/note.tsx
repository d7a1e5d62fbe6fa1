import type { NodeProps } from "@xyflow/react";
import { createContext, memo, useContext, useEffect, useRef } from "react";
import type { NoteNode } from "./node-card";
import { t } from "./words";

export const noteId = (index: number): string => `note:${index}`;
export const noteIndex = (id: string): number => Number(id.slice("note:".length));
export const isNoteId = (id: string): boolean => id.startsWith("note:");

/** Which note is written on, and what becomes of it. */
export interface NoteWriting {
  current: string | null;
  write(id: string, text: string): void;
  stop(id: string): void;
}

export const NoteContext = createContext<NoteWriting>({ current: null, write: () => undefined, stop: () => undefined });

export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  const writing = useContext(NoteContext);
  const area = useRef<HTMLTextAreaElement>(null);
  const active = writing.current === id;

  useEffect(() => {
    let frame = 0;
    // React Flow keeps a new node hidden until it is measured, and what is hidden takes no focus.
    const focus = () => {
      area.current?.focus();
      frame = document.activeElement === area.current ? 0 : requestAnimationFrame(focus);
    };
    if (active) {
      focus();
    }
    return () => cancelAnimationFrame(frame);
  }, [active]);

  if (!active) {
    return <aside className={`sticky${selected ? " selected" : ""}`}>{data.note.text || t("Empty note")}</aside>;
  }
  return (
    <aside className="sticky selected">
      <textarea ref={area} className="nodrag nopan nowheel" aria-label={t("Text of the note")} maxLength={4000} rows={5} defaultValue={data.note.text}
        onBlur={event => writing.write(id, event.target.value)}
        onKeyDown={event => {
          if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
            event.preventDefault();
            event.stopPropagation();
            writing.stop(id);
          }
        }} />
    </aside>
  );
});
