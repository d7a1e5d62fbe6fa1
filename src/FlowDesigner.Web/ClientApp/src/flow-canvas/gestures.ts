import type { Connection, IsValidConnection, OnConnectEnd, ReactFlowInstance } from "@xyflow/react";
import { useCallback, useMemo, useRef, type DragEvent, type MouseEvent as ReactMouseEvent, type RefObject } from "react";
import type { Server } from "./dotnet";
import type { FlowEdge } from "./link";
import { groupAt } from "./frames";
import type { CanvasModel } from "./model";
import { isCard, isNote, type AnyNode, type CardNode } from "./node-card";
import { linkAt, markLink, touchPoints } from "./on-link";
import { nodeTypeFormat } from "./palette";
import { snap } from "./view";

type Flow = ReactFlowInstance<AnyNode, FlowEdge>;

/** Mouse and touch gestures; each ends in one call to the server. */
export function useGestures(server: Server, flow: Flow, model: CanvasModel, host: RefObject<HTMLDivElement | null>, readOnly: boolean) {
  const over = useRef<string | null>(null);

  const settle = useCallback((moved: AnyNode[] = []) => {
    const nodes = flow.getNodes();
    const places = nodes.flatMap(node => {
      const { x, y } = node.position;
      const known = isCard(node) ? node.data.card : isNote(node) ? node.data.note : { x, y };
      return known.x === x && known.y === y ? [] : [{ id: node.id, x, y }];
    });
    if (places.length > 0) {
      // What was dragged by its frame stays in it.
      const groups = moved.every(isCard) ? model.drop(moved, nodes) : {};
      flow.setNodes(all => model.frame(all));
      void server.move(places, false, groups);
    }
  }, [flow, model, server]);

  const hover = useCallback((link: string | null) => {
    if (link !== over.current) {
      over.current = link;
      markLink(host.current, link);
    }
  }, [host]);

  const onNodeDrag = useCallback((event: ReactMouseEvent | MouseEvent | TouchEvent, node: AnyNode, dragged: AnyNode[]) => {
    const pointer = "clientX" in event ? { x: event.clientX, y: event.clientY } : { x: -1, y: -1 };
    const fits = dragged.length === 1 && isCard(node) && standsAlone(node, flow);
    hover(fits ? linkAt(touchPoints(node, flow.flowToScreenPosition, pointer)) : null);
  }, [flow, hover]);

  const onNodeDragStop = useCallback((_: unknown, node: AnyNode, dragged: AnyNode[]) => {
    const link = over.current;
    hover(null);
    if (link !== null) {
      void server.insert(node.id, link, node.position.x, node.position.y);
    } else {
      settle(dragged);
    }
  }, [hover, server, settle]);
  const onSelectionDragStop = useCallback((_: unknown, dragged: AnyNode[]) => settle(dragged), [settle]);

  const onDragOver = useCallback((event: DragEvent) => {
    if (!readOnly && event.dataTransfer.types.includes(nodeTypeFormat)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      hover(linkAt([{ x: event.clientX, y: event.clientY }]));
    }
  }, [hover, readOnly]);

  const onDrop = useCallback((event: DragEvent) => {
    const type = event.dataTransfer.getData(nodeTypeFormat);
    const link = over.current;
    hover(null);
    if (type && !readOnly) {
      event.preventDefault();
      const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const [x, y] = [snap(place.x - 106), snap(place.y - 20)];
      void (link === null ? server.add(type, x, y, groupAt(place, flow.getNodes())) : server.addOnLink(type, link, x, y));
    }
  }, [flow, hover, readOnly, server]);

  const isValid: IsValidConnection<FlowEdge> = useCallback(link => link.targetHandle === "in", []);
  const onConnect = useCallback((link: Connection) => {
    if (link.sourceHandle) {
      void server.link(link.source, link.sourceHandle, link.target);
    }
  }, [server]);
  const onReconnect = useCallback((old: FlowEdge, link: Connection) => {
    if (link.sourceHandle && (link.target !== old.target || link.source !== old.source || link.sourceHandle !== old.sourceHandle)) {
      void server.relink(old.id, link.source, link.sourceHandle, link.target);
    }
  }, [server]);
  const onConnectEnd: OnConnectEnd = useCallback((event, state) => {
    if (!state.toHandle && state.fromNode && state.fromHandle?.type === "source" && state.from && state.to
        && Math.hypot(state.from.x - state.to.x, state.from.y - state.to.y) > 40) {
      const pointer = "changedTouches" in event ? event.changedTouches[0] : event;
      const place = pointer ? flow.screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY }) : null;
      void server.addAfter(state.fromNode.id, state.fromHandle.id ?? null, place && { x: snap(place.x - 106), y: snap(place.y) });
    }
  }, [flow, server]);

  return {
    settle,
    outside: useMemo(() => ({ onDragOver, onDrop, onDragLeave: () => hover(null) }), [onDragOver, onDrop, hover]),
    inside: useMemo(() => ({ onNodeDrag, onNodeDragStop, onSelectionDragStop, isValidConnection: isValid, onConnect, onReconnect, onConnectEnd }),
      [onNodeDrag, onNodeDragStop, onSelectionDragStop, isValid, onConnect, onReconnect, onConnectEnd]),
  };
}

const standsAlone = (node: CardNode, flow: Flow): boolean =>
  node.data.card.hasInput && !flow.getEdges().some(edge => edge.source === node.id || edge.target === node.id);
