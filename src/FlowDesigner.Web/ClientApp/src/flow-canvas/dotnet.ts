import type { Place } from "./types";

interface DotNetObject {
  invokeMethodAsync<T>(name: string, ...args: unknown[]): Promise<T>;
}

/** Every call back to FlowCanvas.razor.cs; one call for each finished gesture. */
export interface Server {
  move(places: Place[], tidy: boolean): Promise<void>;
  link(source: string, port: string, target: string): Promise<void>;
  remove(nodes: string[], links: string[]): Promise<void>;
  add(type: string, x: number, y: number): Promise<void>;
  select(nodes: string[]): Promise<void>;
  open(node: string): Promise<void>;
  rename(node: string): Promise<void>;
  addAfter(node: string, port: string | null): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  copy(nodes: string[]): Promise<string>;
  paste(text: string, x: number, y: number): Promise<void>;
}

export function serverOf(dotnet: DotNetObject): Server {
  return {
    move: (places, tidy) => dotnet.invokeMethodAsync("OnMove", places, tidy),
    link: (source, port, target) => dotnet.invokeMethodAsync("OnLink", source, port, target),
    remove: (nodes, links) => dotnet.invokeMethodAsync("OnRemove", nodes, links),
    add: (type, x, y) => dotnet.invokeMethodAsync("OnAdd", type, x, y),
    select: nodes => dotnet.invokeMethodAsync("OnSelect", nodes),
    open: node => dotnet.invokeMethodAsync("OnOpen", node),
    rename: node => dotnet.invokeMethodAsync("OnRename", node),
    addAfter: (node, port) => dotnet.invokeMethodAsync("OnAddAfter", node, port),
    undo: () => dotnet.invokeMethodAsync("OnUndo"),
    redo: () => dotnet.invokeMethodAsync("OnRedo"),
    copy: nodes => dotnet.invokeMethodAsync("OnCopy", nodes),
    paste: (text, x, y) => dotnet.invokeMethodAsync("OnPaste", text, x, y),
  };
}

export type { DotNetObject };
