import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "./icon";
import { isCard, isNote, type AnyNode } from "./node-card";
import { t } from "./words";

interface Props {
  nodes: AnyNode[];
  /** Asks the server once for all texts of the settings, by node. */
  texts(): Promise<Record<string, string>>;
  show(id: string): void;
  highlight(ids: string[], current: string | null): void;
  onClose(current: string | null): void;
}

const shown = (node: AnyNode): string =>
  isCard(node) ? `${node.data.card.title}\n${node.data.card.summary.map(part => part.text).join("")}` : isNote(node) ? node.data.note.text : node.data.group.title;

/** Ctrl+F: finds every text of the flow, settings included, without asking the server for each letter. */
export function Find({ nodes, texts, show, highlight, onClose }: Props) {
  const [query, setQuery] = useState("");
  const [index, setIndex] = useState<Record<string, string>>({});
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.focus();
    void texts().then(setIndex);
  }, [texts]);

  const hits = useMemo(() => {
    const words = query.trim().toLowerCase();
    return words === "" ? [] : nodes.filter(node => `${shown(node)}\n${index[node.id] ?? ""}`.toLowerCase().includes(words)).map(node => node.id);
  }, [nodes, query, index]);
  const key = hits.join();
  const current = hits[Math.min(at, hits.length - 1)] ?? null;

  useEffect(() => highlight(key === "" ? [] : key.split(","), current), [key, current, highlight]);

  useEffect(() => {
    if (current !== null) {
      show(current);
    }
  }, [current, show]);

  const step = (by: number) => setAt(hits.length === 0 ? 0 : (at + by + hits.length) % hits.length);
  const close = () => {
    highlight([], null);
    onClose(current);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div className="float find" role="search" aria-label={t("Find in this flow")}>
      <Icon name="search" />
      <input ref={input} type="search" aria-label={t("Find in this flow")} placeholder={t("Find in this flow")} value={query} autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={event => {
          setQuery(event.target.value);
          setAt(0);
        }} />
      <span className="num count" role="status">
        {query.trim() === "" ? "" : hits.length === 0 ? t("Nothing found") : t("{0} of {1}", Math.min(at, hits.length - 1) + 1, hits.length)}
      </span>
      <button type="button" className="btn quiet sq" aria-label={t("Previous")} disabled={hits.length === 0} onClick={() => step(-1)}><Icon name="chevron-up" /></button>
      <button type="button" className="btn quiet sq" aria-label={t("Next")} disabled={hits.length === 0} onClick={() => step(1)}><Icon name="chevron-down" /></button>
      <button type="button" className="btn quiet sq" aria-label={t("Close the search")} onClick={close}><Icon name="close" /></button>
    </div>
  );
}
