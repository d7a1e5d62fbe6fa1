import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "./icon";
import { t } from "./words";

export interface Command {
  id: string;
  title: string;
  /** What it is, in the language of the page. */
  group: string;
  icon: string;
  /** Class of a category, for nodes and node types. */
  category?: string;
  /** What else finds it. */
  words?: string;
  keys?: string;
  run(): void;
}

const most = 60;

/** Lower is better; null when a word is missing. Every word must be in the title, the group or the other words. */
export function rank(command: Command, query: string): number | null {
  const title = command.title.toLowerCase();
  const all = `${title} ${command.group.toLowerCase()} ${(command.words ?? "").toLowerCase()}`;
  const words = query.toLowerCase().split(/\s+/).filter(word => word !== "");
  if (!words.every(word => all.includes(word))) {
    return null;
  }
  const first = words[0] ?? "";
  return title.startsWith(query.toLowerCase().trim()) ? 0 : title.includes(` ${first}`) || title.startsWith(first) ? 1 : title.includes(first) ? 2 : 3;
}

/** Ctrl+K: everything that can be done, gone to or added, by its name. */
export function CommandPalette({ commands, onClose }: { commands: Command[]; onClose(): void }) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => input.current?.focus(), []);

  const found = useMemo(
    () => commands
      .flatMap((command, order) => {
        const place = rank(command, query);
        return place === null ? [] : [{ command, place, order }];
      })
      .sort((a, b) => a.place - b.place || a.order - b.order)
      .slice(0, most)
      .map(hit => hit.command),
    [commands, query],
  );
  const active = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setAt((Math.min(at, found.length - 1) + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(found.length, 1));
    } else if (event.key === "Enter" && active) {
      run(active);
    } else if (event.key === "Escape") {
      onClose();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="command-veil" onMouseDown={event => event.target === event.currentTarget && onClose()}>
      <div className="commands" role="dialog" aria-modal="true" aria-label={t("Commands")} data-dialog onKeyDown={onKeyDown}>
        <label className="ask">
          <Icon name="search" />
          <input ref={input} role="combobox" aria-expanded="true" aria-controls="command-list" aria-label={t("Do, go to or add")}
            aria-activedescendant={active ? `command-${active.id}` : undefined} aria-autocomplete="list" placeholder={t("Do, go to or add …")} value={query} autoComplete="off"
            onChange={event => {
              setQuery(event.target.value);
              setAt(0);
            }} />
          <kbd>Esc</kbd>
        </label>
        <ul id="command-list" role="listbox" aria-label={t("Commands")} ref={list}>
          {found.map(command => (
            <li key={command.id} id={`command-${command.id}`} role="option" aria-selected={command === active}
              className={command.category ? `k-${command.category}` : ""} onClick={() => run(command)}>
              {command.category ? <span className="tile sm"><Icon name={command.icon} /></span> : <Icon name={command.icon} />}
              <span className="cut">{command.title}</span>
              {command.keys && <kbd>{command.keys}</kbd>}
              <span className="group">{command.group}</span>
            </li>
          ))}
        </ul>
        <p className="none" role="status">{found.length === 0 ? t("Nothing is called “{0}”.", query) : ""}</p>
      </div>
    </div>
  );
}
