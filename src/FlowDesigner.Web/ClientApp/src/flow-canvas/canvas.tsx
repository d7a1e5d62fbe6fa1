import { applyNodeChanges, ReactFlow, SelectionMode, useEdgesState, useNodesState, useReactFlow, useStore, useStoreApi, type NodeChange } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useClipboard } from "./clipboard";
import { commandsOf } from "./command-list";
import { CommandPalette } from "./commands";
import type { Server } from "./dotnet";
import { Find } from "./find";
import { FrameCard, FrameContext } from "./frame";
import { isFrameId, withMembers } from "./frames";
import { useGestures } from "./gestures";
import { useKeyboard } from "./keyboard";
import { LinkLine, PendingLine, type FlowEdge } from "./link";
import { CanvasModel } from "./model";
import { GuideLines, useGuides } from "./guide-lines";
import { isCard, isNote, NodeCard, type AnyNode } from "./node-card";
import { isNoteId, NoteCard, NoteContext, noteId, noteIndex } from "./note";
import { pictureOf, pngOf } from "./picture";
import { save } from "./save";
import { usePanels } from "./panels";
import { Map as FlowMap, Tools } from "./tools";
import type { Graph, Options, Patch, RunPath } from "./types";
import { cardsOf, useView } from "./view";
import { t } from "./words";

const nodeTypes = { card: NodeCard, note: NoteCard, frame: FrameCard };
const edgeTypes = { link: LinkLine };
const grid: [number, number] = [20, 20];
const manyNodes = 200;

/** What React Flow itself tells screen readers. */
const reactFlowWords = () => ({
  "node.a11yDescription.default": t("A node of the flow"),
  "node.a11yDescription.keyboardDisabled": t("A node of the flow"),
  "edge.a11yDescription.default": t("A link of the flow"),
  "minimap.ariaLabel": t("Map of the flow"),
  "handle.ariaLabel": t("Port"),
});

/** The address always leads to the one selected node, so that it can be copied and sent. */
function nameInAddress(ids: string[]): void {
  const address = new URL(location.href);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) {
    address.searchParams.set("node", only);
  } else {
    address.searchParams.delete("node");
  }
  if (address.href !== location.href) {
    history.replaceState(history.state, "", address);
  }
}

export interface CanvasApi {
  patch(patch: Patch): void;
  setRun(run: RunPath | null): void;
  select(ids: string[], reveal: boolean): void;
  focus(id: string | null): void;
  tidy(): Promise<void>;
  fit(): void;
  centre(): { x: number; y: number };
  picture(format: "svg" | "png"): Promise<void>;
}

interface Props {
  server: Server;
  graph: Graph;
  options: Options;
  onReady: (api: CanvasApi) => void;
}

export function Canvas({ server, graph, options, onReady }: Props) {
  const model = useMemo(() => new CanvasModel(graph), [graph]);
  const [nodes, setNodes] = useNodesState<AnyNode>(useMemo(() => model.nodesOf(graph), [model, graph]));
  const [edges, setEdges, onEdgesChange] = useEdgesState<FlowEdge>(useMemo(() => model.edges([]), [model]));
  const flow = useReactFlow<AnyNode, FlowEdge>();
  const store = useStoreApi();
  const host = useRef<HTMLDivElement>(null);
  const level = useStore(state => (state.transform[2] < 0.35 ? "far" : state.transform[2] < 0.6 ? "mid" : ""));
  const [said, say] = useState("");

  const cards = useCallback(() => cardsOf(flow), [flow]);
  const shown = useCallback(() => cardsOf(flow).filter(card => !card.hidden), [flow]);

  const onNodesChange = useCallback((changes: NodeChange<AnyNode>[]) => {
    // Frames lie behind everything: a box that is drawn to select cards does not mean them.
    const boxed = store.getState().userSelectionActive;
    const meant = changes.filter(change => !(boxed && change.type === "select" && change.selected && isFrameId(change.id)));
    setNodes(all => model.frame(applyNodeChanges(withMembers(meant, all, model.groups), all)));
  }, [model, setNodes, store]);

  /** Draws frames, hidden cards and links again after groups were opened or closed. */
  const regroup = useCallback(() => {
    setNodes(all => model.frame(all));
    setEdges(all => model.edges(all));
  }, [model, setNodes, setEdges]);

  const select = useCallback((ids: string[]) => {
    const wanted = new Set(ids);
    if (ids.filter(id => model.peek(id)).length > 0) {
      regroup();
    }
    setNodes(all => model.frame(all.map(node => (!!node.selected === wanted.has(node.id) ? node : { ...node, selected: wanted.has(node.id) }))));
    setEdges(all => all.map(edge => (edge.selected ? { ...edge, selected: false } : edge)));
  }, [model, regroup, setNodes, setEdges]);

  const view = useView(flow, host, select);
  const { settle, outside, inside } = useGestures(server, flow, model, host, options.readOnly);

  const remove = useCallback((focused: string | undefined) => {
    const chosen = flow.getNodes().filter(node => node.selected);
    const gone = focused === undefined || chosen.some(node => node.id === focused) ? chosen : flow.getNodes().filter(node => node.id === focused);
    const links = flow.getEdges().filter(edge => edge.selected).map(edge => edge.id);
    if (gone.length === 0 && links.length === 0) {
      return;
    }
    const names = new Set(gone.map(node => node.id));
    const before = flow.getEdges().find(edge => names.has(edge.target) && !names.has(edge.source))?.source;
    void server.remove([...names], links);
    // The focused card is about to vanish: without a new place for the focus, Ctrl+Z would go nowhere.
    view.focus(gone.length > 0 ? (before ?? null) : null);
  }, [flow, server, view]);

  const [writing, setWriting] = useState<string | null>(null);
  const addNote = useCallback(() => {
    const { x, y } = view.centre();
    void server.addNote(x, y).then(index => {
      if (index !== null) {
        setWriting(noteId(index));
      }
    });
  }, [server, view]);
  // Notes lie below the cards; the one that is written on must not.
  useEffect(() => setNodes(all => all.map(node => {
    const zIndex = node.id === writing ? 1 : -1;
    return !isNote(node) || node.zIndex === zIndex ? node : { ...node, zIndex };
  })), [writing, nodes.length, setNodes]);
  const notes = useMemo(() => ({
    current: writing,
    write(id: string, text: string) {
      setWriting(null);
      void server.writeNote(noteIndex(id), text);
    },
    stop: (id: string) => host.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)?.focus(),
  }), [writing, server]);

  const picture = useCallback(async (format: "svg" | "png") => {
    const name = `${location.pathname.split("/").pop() ?? "flow"}.${format}`;
    const drawn = pictureOf(host.current!, flow.getNodes(), flow.getEdges(), document.title); // mounted: only what is on the screen asks
    save(name, format === "svg" ? new Blob([drawn.svg], { type: "image/svg+xml" }) : await pngOf(drawn));
  }, [flow]);

  const toggle = useCallback((id: string) => {
    const group = model.groups.find(g => g.id === id);
    // Opened for now only: closing it again is no change of the flow, and who may not change it may still look into it.
    if (group?.collapsed && (options.readOnly || !model.isCollapsed(group))) {
      model.flip(id);
      regroup();
    } else if (group) {
      void server.collapse(id, !group.collapsed);
    }
  }, [model, options.readOnly, regroup, server]);
  const frames = useMemo(() => ({ toggle, readOnly: options.readOnly }), [toggle, options.readOnly]);

  const canvas = useMemo(() => ({
    server, cards: shown, groups: () => model.groups, toggle, select, settle, remove, say, addNote, writeNote: setWriting,
    focus: view.focus, fit: view.fit, fitSelection: view.fitSelection,
    readOnly: options.readOnly,
    edges: () => flow.getEdges(),
    nudge: (dx: number, dy: number) =>
      onNodesChange(flow.getNodes().filter(node => node.selected).map(node =>
        ({ id: node.id, type: "position" as const, position: { x: node.position.x + dx, y: node.position.y + dy } }))),
  }), [server, shown, model, toggle, onNodesChange, select, settle, remove, addNote, view, options.readOnly, flow, setNodes]);
  const { linking, onKeyDown, onKeyUp } = useKeyboard(canvas);
  useClipboard(host, server, flow, options.readOnly, say);
  const panels = usePanels(server);

  const tidy = useCallback(async () => {
    const layout = await import("./layout");
    await server.move(await layout.tidy(cards(), flow.getEdges(), model.groups, model.isCollapsed), true);
    requestAnimationFrame(view.fit);
  }, [cards, flow, model, server, view]);

  const highlight = useCallback((ids: string[], current: string | null) => {
    const found = new Set(ids);
    setNodes(all => all.map(node => {
      const className = node.id === current ? "found now" : found.has(node.id) ? "found" : "";
      return (node.className ?? "") === className ? node : { ...node, className };
    }));
  }, [setNodes]);

  useEffect(() => {
    onReady({
      patch(patch) {
        model.patchLinks(patch);
        model.patchGroups(patch);
        setNodes(all => model.frame(model.dress(model.patchNodes(all, patch))));
        setEdges(all => model.edges(all));
      },
      setRun(run) {
        model.setRun(run);
        setNodes(all => model.frame(model.dress(all)));
        setEdges(all => model.edges(all));
      },
      select(ids, reveal) {
        select(ids);
        if (reveal && ids[0] !== undefined) {
          const id = ids[0];
          requestAnimationFrame(() => requestAnimationFrame(() => view.reveal(id)));
        }
      },
      focus: view.focus,
      tidy,
      fit: view.fit,
      centre: view.centre,
      picture,
    });
  }, [onReady, model, setNodes, setEdges, select, view, tidy, picture]);

  const reported = useRef("");
  const onSelectionChange = useCallback(({ nodes: chosen }: { nodes: AnyNode[] }) => {
    const ids = chosen.map(node => node.id);
    if (ids.join() !== reported.current) {
      reported.current = ids.join();
      nameInAddress(chosen.filter(isCard).map(node => node.id));
      void server.select(ids);
    }
  }, [server]);

  const guided = useGuides(flow, onNodesChange);

  const first = graph.nodes[0];
  return (
    <NoteContext value={notes}>
    <FrameContext value={frames}>
    <div ref={host} className={`flow-canvas ${level}${linking ? " linking" : ""}`} tabIndex={-1} onKeyDownCapture={onKeyDown} onKeyUp={onKeyUp} {...outside}>
      <ReactFlow<AnyNode, FlowEdge>
        nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} connectionLineComponent={PendingLine}
        onNodesChange={guided.onNodesChange} onEdgesChange={onEdgesChange} {...inside}
        edgesReconnectable={!options.readOnly} elevateEdgesOnSelect reconnectRadius={12} onSelectionChange={onSelectionChange}
        onNodeDoubleClick={(_, node) => (!isNoteId(node.id) ? void server.open(node.id) : options.readOnly ? undefined : setWriting(node.id))}
        nodesDraggable={!options.readOnly} nodesConnectable={!options.readOnly} disableKeyboardA11y deleteKeyCode={null}
        multiSelectionKeyCode={["Control", "Meta"]} selectionKeyCode="Shift" selectionMode={SelectionMode.Partial} edgesFocusable={false}
        snapToGrid snapGrid={grid} minZoom={0.1} maxZoom={2} connectionRadius={26} nodeDragThreshold={3}
        onlyRenderVisibleElements={nodes.length >= manyNodes}
        onInit={() => view.open(graph.nodes)}
        defaultViewport={first ? { x: 320 - first.x, y: 60 - first.y, zoom: 1 } : { x: 0, y: 0, zoom: 1 }}
        aria-label={t("Flow")} ariaLabelConfig={reactFlowWords()}>
        <Tools readOnly={options.readOnly} view={view} onTidy={() => void tidy()} onNote={addNote} onFind={panels.find} onCommands={panels.commands} />
        <FlowMap />
        <GuideLines guides={guided.guides} />
      </ReactFlow>
      {panels.open === "find" && (
        <Find key={panels.asked} nodes={nodes} texts={server.texts} show={view.reveal} highlight={highlight}
          onClose={id => {
            panels.close();
            view.focus(id);
          }} />
      )}
      {panels.open === "commands" && (
        <CommandPalette onClose={panels.close}
          commands={commandsOf({ server, view, cards, readOnly: options.readOnly, page: options.page, tidy: () => void tidy(), find: panels.find, addNote, picture: format => void picture(format),
            selectAll: () => select(shown().map(card => card.id)) }, panels.types)} />
      )}
      {linking && (
        <p className="float hint-bar">
          {t("Link {0} of {1}: go to the target, Enter links, 1–9 takes another port, Esc stops.",
            linking.source.data.card.ports.find(port => port.name === linking.port)?.title ?? "", linking.source.data.card.title)}
        </p>
      )}
      <div className="said" aria-live="polite">{said}</div>
    </div>
    </FrameContext>
    </NoteContext>
  );
}
