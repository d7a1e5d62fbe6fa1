import type { NodeType, Place } from "./types";

interface DotNetObject {
  invokeMethodAsync<T>(name: string, ...args: unknown[]): Promise<T>;
}

/** Every call back to FlowCanvas.razor.cs; one call for each finished gesture. */
export interface Server {
  move(places: Place[], tidy: boolean, groups?: Record<string, string | null>): Promise<void>;
  collapse(group: string, collapsed: boolean): Promise<void>;
  link(source: string, port: string, target: string): Promise<void>;
  addNote(x: number, y: number): Promise<number | null>;
  writeNote(note: number, text: string): Promise<void>;
  relink(link: string, source: string, port: string, target: string): Promise<void>;
  remove(nodes: string[], links: string[]): Promise<void>;
  add(type: string, x: number, y: number, group: string | null): Promise<void>;
  addOnLink(type: string, link: string, x: number, y: number): Promise<void>;
  insert(node: string, link: string, x: number, y: number): Promise<void>;
  select(nodes: string[]): Promise<void>;
  open(node: string): Promise<void>;
  rename(node: string): Promise<void>;
  addAfter(node: string, port: string | null, place: { x: number; y: number } | null): Promise<void>;
  texts(): Promise<Record<string, string>>;
  types(): Promise<NodeType[]>;
  command(name: string): Promise<void>;
  goTo(node: string): Promise<void>;
  choose(type: string): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  copy(nodes: string[]): Promise<string>;
  paste(text: string, x: number, y: number): Promise<void>;
}

export function serverOf(dotnet: DotNetObject): Server {
  return {
    move: (places, tidy, groups) => dotnet.invokeMethodAsync("OnMove", places, tidy, groups ?? {}),
    collapse: (group, collapsed) => dotnet.invokeMethodAsync("OnCollapse", group, collapsed),
    link: (source, port, target) => dotnet.invokeMethodAsync("OnLink", source, port, target),
    addNote: (x, y) => dotnet.invokeMethodAsync("OnAddNote", x, y),
    writeNote: (note, text) => dotnet.invokeMethodAsync("OnWriteNote", note, text),
    relink: (link, source, port, target) => dotnet.invokeMethodAsync("OnRelink", link, source, port, target),
    remove: (nodes, links) => dotnet.invokeMethodAsync("OnRemove", nodes, links),
    add: (type, x, y, group) => dotnet.invokeMethodAsync("OnAdd", type, x, y, group),
    addOnLink: (type, link, x, y) => dotnet.invokeMethodAsync("OnAddOnLink", type, link, x, y),
    insert: (node, link, x, y) => dotnet.invokeMethodAsync("OnInsert", node, link, x, y),
    select: nodes => dotnet.invokeMethodAsync("OnSelect", nodes),
    open: node => dotnet.invokeMethodAsync("OnOpen", node),
    rename: node => dotnet.invokeMethodAsync("OnRename", node),
    addAfter: (node, port, place) => dotnet.invokeMethodAsync("OnAddAfter", node, port, place),
    texts: () => dotnet.invokeMethodAsync("OnTexts"),
    types: () => dotnet.invokeMethodAsync("OnTypes"),
    command: name => dotnet.invokeMethodAsync("OnCommand", name),
    goTo: node => dotnet.invokeMethodAsync("OnGoTo", node),
    choose: type => dotnet.invokeMethodAsync("OnChoose", type),
    undo: () => dotnet.invokeMethodAsync("OnUndo"),
    redo: () => dotnet.invokeMethodAsync("OnRedo"),
    copy: nodes => dotnet.invokeMethodAsync("OnCopy", nodes),
    paste: (text, x, y) => dotnet.invokeMethodAsync("OnPaste", text, x, y),
  };
}

export type { DotNetObject };
