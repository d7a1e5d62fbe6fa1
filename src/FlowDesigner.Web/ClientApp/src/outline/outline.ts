import { holdLetters } from "../flow-canvas/letters";

interface DotNetObject {
  invokeMethodAsync<T>(name: string, ...args: unknown[]): Promise<T>;
}

const restAfter = 200;

/** Keys of the outline's tree. Moving and folding stay in the browser; the server hears what is to be done. */
export function mount(host: HTMLElement, dotnet: DotNetObject, readOnly: boolean) {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let current: string | null = null;
  let awaited: string | null = null;
  let anchor: HTMLElement | null = null;

  const tree = () => host.querySelector<HTMLElement>("[data-outline]");
  const rows = () => [...host.querySelectorAll<HTMLElement>("[role=treeitem]")];
  const shown = () => rows().filter(row => !row.hidden);
  const level = (row: HTMLElement) => Number(row.ariaLevel);
  const keyOf = (row: HTMLElement) => (row.dataset.port ? `${row.dataset.node}/${row.dataset.port}` : (row.dataset.node ?? ""));
  const rowOf = (key: string | null) => rows().find(row => keyOf(row) === key);

  /** One row is in the tab order; rows below a folded one are hidden, new ones too. */
  const arrange = () => {
    const all = rows();
    let foldedAt = Infinity;
    for (const row of all) {
      if (level(row) <= foldedAt) {
        foldedAt = Infinity;
      }
      row.hidden = foldedAt !== Infinity;
      if (row.ariaExpanded === "false" && foldedAt === Infinity) {
        foldedAt = level(row);
      }
    }
    const stop = rowOf(current) ?? all.find(row => row.ariaSelected === "true") ?? all[0];
    for (const row of all) {
      row.tabIndex = row === stop ? 0 : -1;
    }
  };

  const go = (row: HTMLElement | undefined) => {
    if (!row) {
      return;
    }
    // A row inside something folded is shown with all that it stands in.
    let depth = level(row);
    const all = rows();
    for (let index = all.indexOf(row) - 1; index >= 0 && depth > 1; index--) {
      const above = all[index];
      if (above && level(above) < depth) {
        depth = level(above);
        above.ariaExpanded = "true";
      }
    }
    current = keyOf(row);
    arrange();
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const fold = (row: HTMLElement, open: boolean) => {
    row.ariaExpanded = String(open);
    arrange();
  };

  const parentOf = (row: HTMLElement) => {
    const all = rows();
    return all.slice(0, all.indexOf(row)).reverse().find(above => level(above) < level(row));
  };

  const act = (action: string, row: HTMLElement) => void dotnet.invokeMethodAsync("OnAct", action, row.dataset.node, row.dataset.port ?? null);

  /** Nodes from the anchor to a row; just the row's without an anchor. */
  const chosen = (row: HTMLElement): string[] => {
    const visible = shown();
    const to = visible.indexOf(row);
    const from = anchor?.isConnected ? visible.indexOf(anchor) : to;
    const range = visible.slice(Math.min(from, to), Math.max(from, to) + 1).filter(line => line === row || !line.dataset.port);
    return [...new Set(range.map(line => line.dataset.node ?? ""))];
  };

  const move = (event: KeyboardEvent, row: HTMLElement): boolean => {
    const visible = shown();
    const at = visible.indexOf(row);
    anchor = event.shiftKey ? (anchor ?? row) : null;
    switch (event.key) {
      case "ArrowDown": go(visible[at + 1]); break;
      case "ArrowUp": go(visible[at - 1]); break;
      case "Home": go(visible[0]); break;
      case "End": go(visible[visible.length - 1]); break;
      case "ArrowRight":
        if (row.ariaExpanded === "false") {
          fold(row, true);
        } else if (row.ariaExpanded === "true") {
          go(visible[at + 1]);
        } else if (row.dataset.target) {
          go(rowOf(row.dataset.target));
        }
        break;
      case "ArrowLeft":
        if (row.ariaExpanded === "true") {
          fold(row, false);
        } else {
          go(parentOf(row));
        }
        break;
      default: return false;
    }
    return true;
  };

  const edit = (event: KeyboardEvent, row: HTMLElement): boolean => {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === "g") {
        act(event.shiftKey ? "put-here" : "sub-flow", row);
      } else if (key === "z" || key === "y") {
        act(key === "y" || event.shiftKey ? "redo" : "undo", row);
      } else {
        return false;
      }
    } else if (event.altKey) {
      return false;
    } else if (key === "a") {
      holdLetters();
      act("add", row);
    } else if (key === "g") {
      act("group", row);
    } else if (key === "l") {
      act("link", row);
    } else if (event.key === "F2") {
      act("rename", row);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      const visible = shown();
      const at = visible.indexOf(row);
      const next = row.dataset.port ? row : (visible.slice(0, at).reverse().find(above => !above.dataset.port) ?? visible[at + 1]);
      awaited = next ? keyOf(next) : null;
      act("remove", row);
    } else {
      return false;
    }
    return true;
  };

  const rowAt = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>("[role=treeitem]");

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowAt(event);
    if (!row || event.target !== row) {
      return;
    }
    let handled = true;
    if (event.key === "Enter") {
      if (row.dataset.target) {
        go(rowOf(row.dataset.target));
      } else {
        act("open", row);
      }
    } else {
      handled = move(event, row) || (!readOnly && edit(event, row));
    }
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const onFocusIn = (event: Event) => {
    const row = rowAt(event);
    clearTimeout(resting);
    if (row) {
      current = keyOf(row);
      arrange();
      resting = setTimeout(() => void dotnet.invokeMethodAsync("OnRest", chosen(row)), restAfter);
    }
  };
  const onClick = (event: MouseEvent) => {
    const row = rowAt(event);
    anchor = event.shiftKey ? (anchor ?? rowOf(current) ?? null) : null;
    if (row && (event.target as HTMLElement).closest(".twist") && row.ariaExpanded) {
      fold(row, row.ariaExpanded === "false");
    } else if (row) {
      go(event.detail === 2 && row.dataset.target ? rowOf(row.dataset.target) : row);
    }
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowAt(event);
    if (row && !row.dataset.target) {
      act("open", row);
    }
  };

  // The server draws the rows anew: the focus stays in the tree when its row went.
  const observer = new MutationObserver(() => {
    arrange();
    const wanted = awaited === null ? undefined : rowOf(awaited);
    if (wanted) {
      awaited = null;
      if (document.activeElement === document.body || tree()?.contains(document.activeElement)) {
        go(wanted);
      }
    }
  });
  observer.observe(host, { childList: true, subtree: true });
  host.addEventListener("keydown", onKeyDown);
  host.addEventListener("focusin", onFocusIn);
  host.addEventListener("click", onClick);
  host.addEventListener("dblclick", onDoubleClick);
  arrange();

  return {
    focus(node: string | null) {
      // A node that was just added is drawn within the next frames.
      requestAnimationFrame(() => {
        const row = node === null ? (rowOf(current) ?? rows()[0]) : rowOf(node);
        if (row) {
          go(row);
        } else if (node !== null) {
          const input = document.getElementById(`outline-${node}`);
          input?.focus();
          awaited = input ? null : node;
        }
      });
    },
    dispose() {
      clearTimeout(resting);
      observer.disconnect();
      host.removeEventListener("keydown", onKeyDown);
      host.removeEventListener("focusin", onFocusIn);
      host.removeEventListener("click", onClick);
      host.removeEventListener("dblclick", onDoubleClick);
    },
  };
}
