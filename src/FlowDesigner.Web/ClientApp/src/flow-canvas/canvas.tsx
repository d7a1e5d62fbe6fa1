import {
  ReactFlow, SelectionMode, useEdgesState, useNodesState, useReactFlow, useStore,
  type Connection, type IsValidConnection, type OnConnectEnd,
} from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useClipboard } from "./clipboard";
import type { Server } from "./dotnet";
import { useKeyboard } from "./keyboard";
import { LinkLine, PendingLine, type FlowEdge } from "./link";
import { CanvasModel } from "./model";
import { isCard, NodeCard, NoteCard, type AnyNode } from "./node-card";
import { nodeTypeFormat } from "./palette";
import { Map as FlowMap, Tools } from "./tools";
import { type Graph, type Options, type Patch, type Place, type RunPath } from "./types";

const nodeTypes = { card: NodeCard, note: NoteCard };
const edgeTypes = { link: LinkLine };
const grid: [number, number] = [20, 20];
const snap = (value: number): number => Math.round(value / 20) * 20;
const manyNodes = 200;

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
}

interface Props {
  server: Server;
  graph: Graph;
  options: Options;
  onReady: (api: CanvasApi) => void;
}

export function Canvas({ server, graph, options, onReady }: Props) {
  const model = useMemo(() => new CanvasModel(graph), [graph]);
  const [nodes, setNodes, onNodesChange] = useNodesState<AnyNode>(useMemo(() => model.nodesOf(graph), [model, graph]));
  const [edges, setEdges, onEdgesChange] = useEdgesState<FlowEdge>(useMemo(() => model.edges([]), [model]));
  const flow = useReactFlow<AnyNode, FlowEdge>();
  const host = useRef<HTMLDivElement>(null);
  const level = useStore(state => (state.transform[2] < 0.35 ? "far" : state.transform[2] < 0.6 ? "mid" : ""));
  const [said, say] = useState("");

  const cards = useCallback(() => flow.getNodes().filter(isCard), [flow]);

  const select = useCallback((ids: string[]) => {
    const wanted = new Set(ids);
    setNodes(all => all.map(node => (!!node.selected === wanted.has(node.id) ? node : { ...node, selected: wanted.has(node.id) })));
    setEdges(all => all.map(edge => (edge.selected ? { ...edge, selected: false } : edge)));
  }, [setNodes, setEdges]);

  const reveal = useCallback((id: string) => {
    const node = flow.getInternalNode(id);
    const box = host.current?.getBoundingClientRect();
    if (!node || !box) {
      return;
    }
    const corner = flow.flowToScreenPosition(node.internals.positionAbsolute);
    const zoom = flow.getZoom();
    const inside = corner.x >= box.left && corner.y >= box.top && corner.x + 212 * zoom <= box.right && corner.y + 106 * zoom <= box.bottom;
    if (!inside) {
      const { x, y } = node.internals.positionAbsolute;
      void flow.setCenter(x + 106, y + 50, { zoom: Math.max(zoom, 0.6), duration: 0 });
    }
  }, [flow]);

  const focus = useCallback((id: string | null) => {
    if (id === null) {
      host.current?.focus({ preventScroll: true });
      return;
    }
    select([id]);
    reveal(id);
    // Two frames: one to draw a card that was outside the view, one to have it laid out.
    requestAnimationFrame(() => requestAnimationFrame(() =>
      host.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })));
  }, [select, reveal]);

  const settle = useCallback(() => {
    const places = flow.getNodes().filter(isCard).flatMap(node => {
      const { x, y } = node.position;
      return node.data.card.x === x && node.data.card.y === y ? [] : [{ id: node.id, x, y }];
    });
    if (places.length > 0) {
      void server.move(places, false);
    }
  }, [flow, server]);

  const removeSelected = useCallback(() => {
    const gone = cards().filter(node => node.selected);
    const links = flow.getEdges().filter(edge => edge.selected).map(edge => edge.id);
    if (gone.length === 0 && links.length === 0) {
      return;
    }
    const names = new Set(gone.map(node => node.id));
    const before = flow.getEdges().find(edge => names.has(edge.target) && !names.has(edge.source))?.source;
    void server.remove([...names], links);
    // The focused card is about to vanish: without a new place for the focus, Ctrl+Z would go nowhere.
    focus(gone.length > 0 ? (before ?? null) : null);
  }, [cards, flow, server, focus]);

  const canvas = useMemo(() => ({
    server, cards, focus, select, settle, removeSelected, say,
    readOnly: options.readOnly,
    edges: () => flow.getEdges(),
    nudge: (dx: number, dy: number) =>
      setNodes(all => all.map(node => (node.selected && isCard(node)
        ? { ...node, position: { x: node.position.x + dx, y: node.position.y + dy } } : node))),
  }), [server, cards, focus, select, settle, removeSelected, options.readOnly, flow, setNodes]);
  const { linking, onKeyDown, onKeyUp } = useKeyboard(canvas);
  useClipboard(host, server, flow, options.readOnly, say);

  const tidy = useCallback(async () => {
    const layout = await import("./layout");
    await server.move(await layout.tidy(cards(), flow.getEdges()), true);
    requestAnimationFrame(() => void flow.fitView({ padding: 0.12, maxZoom: 1 }));
  }, [cards, flow, server]);

  useEffect(() => {
    onReady({
      patch(patch) {
        model.patchLinks(patch);
        setNodes(all => model.dress(model.patchNodes(all, patch)));
        setEdges(all => model.edges(all));
      },
      setRun(run) {
        model.setRun(run);
        setNodes(all => model.dress(all));
        setEdges(all => model.edges(all));
      },
      select(ids, show) {
        select(ids);
        if (show && ids[0] !== undefined) {
          const id = ids[0];
          requestAnimationFrame(() => requestAnimationFrame(() => reveal(id)));
        }
      },
      focus,
      tidy,
      fit: () => void flow.fitView({ padding: 0.12, maxZoom: 1 }),
      centre() {
        const box = host.current!.getBoundingClientRect(); // mounted: the effect runs after the first paint
        const { x, y } = flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 3 });
        return { x: snap(x - 106), y: snap(y) };
      },
    });
  }, [onReady, model, setNodes, setEdges, select, reveal, focus, tidy, flow]);

  const reported = useRef("");
  const onSelectionChange = useCallback(({ nodes: chosen }: { nodes: AnyNode[] }) => {
    const ids = chosen.map(node => node.id);
    if (ids.join() !== reported.current) {
      reported.current = ids.join();
      nameInAddress(ids);
      void server.select(ids);
    }
  }, [server]);

  const isValid: IsValidConnection<FlowEdge> = useCallback(link => link.targetHandle === "in", []);
  const onConnect = useCallback((link: Connection) => {
    if (link.sourceHandle) {
      void server.link(link.source, link.sourceHandle, link.target);
    }
  }, [server]);
  const onReconnect = useCallback((old: FlowEdge, link: Connection) => {
    if (link.target !== old.target) {
      void server.link(old.source, old.sourceHandle ?? "", link.target);
    }
  }, [server]);
  const onConnectEnd: OnConnectEnd = useCallback((_, state) => {
    if (!state.toHandle && state.fromNode && state.fromHandle?.type === "source" && state.from && state.to
        && Math.hypot(state.from.x - state.to.x, state.from.y - state.to.y) > 40) {
      void server.addAfter(state.fromNode.id, state.fromHandle.id ?? null);
    }
  }, [server]);

  // A flow opens where its cards can be read: a small one whole, a tall one from its beginning.
  const open = useCallback(() => {
    const box = host.current!.getBoundingClientRect(); // mounted: React Flow calls back after its first paint
    const places = graph.nodes;
    if (places.length === 0 || places.length >= 60) {
      return;
    }
    const left = Math.min(...places.map(place => place.x));
    const top = Math.min(...places.map(place => place.y));
    const width = Math.max(...places.map(place => place.x)) + 212 - left;
    const height = Math.max(...places.map(place => place.y)) + 120 - top;
    const fit = Math.min((box.width - 80) / width, (box.height - 80) / height, 1);
    const zoom = Math.max(fit, 0.75);
    void flow.setViewport({
      x: (box.width - width * zoom) / 2 - left * zoom,
      y: Math.max((box.height - height * zoom) / 2, 64) - top * zoom,
      zoom,
    });
  }, [flow, graph]);

  const first = graph.nodes[0];
  return (
    <div ref={host} className={`flow-canvas ${level}${linking ? " linking" : ""}`} tabIndex={-1} onKeyDownCapture={onKeyDown} onKeyUp={onKeyUp}
      onDragOver={event => {
        if (event.dataTransfer.types.includes(nodeTypeFormat)) {
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }
      }}
      onDrop={event => {
        const type = event.dataTransfer.getData(nodeTypeFormat);
        if (type && !options.readOnly) {
          event.preventDefault();
          const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
          void server.add(type, snap(place.x - 106), snap(place.y - 20));
        }
      }}>
      <ReactFlow<AnyNode, FlowEdge>
        nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} connectionLineComponent={PendingLine}
        onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} onConnect={onConnect} onConnectEnd={onConnectEnd}
        onReconnect={onReconnect} edgesReconnectable={!options.readOnly} isValidConnection={isValid}
        onNodeDragStop={settle} onSelectionDragStop={settle} onSelectionChange={onSelectionChange}
        onNodeDoubleClick={(_, node) => void server.open(node.id)}
        nodesDraggable={!options.readOnly} nodesConnectable={!options.readOnly} disableKeyboardA11y deleteKeyCode={null}
        multiSelectionKeyCode={["Control", "Meta"]} selectionKeyCode="Shift" selectionMode={SelectionMode.Partial} edgesFocusable={false}
        snapToGrid snapGrid={grid} minZoom={0.1} maxZoom={2} connectionRadius={26} nodeDragThreshold={3}
        onlyRenderVisibleElements={nodes.length >= manyNodes}
        onInit={open}
        defaultViewport={first ? { x: 320 - first.x, y: 60 - first.y, zoom: 1 } : { x: 0, y: 0, zoom: 1 }}
        aria-label="Flow">
        <Tools readOnly={options.readOnly} onTidy={() => void tidy()} />
        <FlowMap />
      </ReactFlow>
      {linking && (
        <p className="float hint-bar">
          Link <b>{linking.source.data.card.ports.find(port => port.name === linking.port)?.title}</b> of{" "}
          <b>{linking.source.data.card.title}</b>: go to the target, Enter links, 1–9 takes another port, Esc stops.
        </p>
      )}
      <div className="said" aria-live="polite">{said}</div>
    </div>
  );
}
