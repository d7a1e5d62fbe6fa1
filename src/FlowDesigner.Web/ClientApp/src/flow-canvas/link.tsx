import { BaseEdge, EdgeLabelRenderer, useInternalNode, type ConnectionLineComponentProps, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import type { RunFlow } from "./types";

export type FlowEdge = Edge<{ error: boolean; run: RunFlow | null; mark?: "added" | "removed" | null | undefined }, "link">;

/** Downwards a vertical curve; back upwards along the left side, as a loop. */
export function linkPath(fromX: number, fromY: number, toX: number, toY: number, left: number): string {
  if (toY >= fromY + 12) {
    const bend = Math.max(26, Math.min(60, (toY - fromY) / 2));
    return `M${fromX} ${fromY}C${fromX} ${fromY + bend} ${toX} ${toY - bend} ${toX} ${toY}`;
  }
  const side = left - 26;
  return (
    `M${fromX} ${fromY}C${fromX} ${fromY + 30} ${side} ${fromY + 34} ${side} ${fromY - 10}` +
    `L${side} ${toY + 14}C${side} ${toY - 30} ${toX} ${toY - 34} ${toX} ${toY}`
  );
}

/** The middle of the line, where its label stands. */
const middle = (fromX: number, fromY: number, toX: number, toY: number, left: number): string =>
  `${toY >= fromY + 12 ? (fromX + toX) / 2 : left - 26}px, ${(fromY + toY) / 2}px`;

export const LinkLine = memo(function LinkLine(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data, selected } = props;
  const from = useInternalNode(source)?.internals.positionAbsolute.x ?? sourceX - 106;
  const to = useInternalNode(target)?.internals.positionAbsolute.x ?? targetX - 106;
  const path = linkPath(sourceX, sourceY, targetX, targetY, Math.min(from, to));
  const className = `wire${data?.error ? " err" : ""}${data?.mark ? ` ${data.mark}` : ""}${data?.run ? " run" : ""}${selected ? " selected" : ""}`;
  return (
    <>
      {data?.run && <path className="wire glow" d={path} />}
      <BaseEdge id={id} path={path} className={className} interactionWidth={18} />
      {data?.run && <path className="wire beat" d={path} />}
      {data?.run && (data.run.value || data.run.times > 1) && (
        <EdgeLabelRenderer>
          {/* For eyes; the list of the run says it to everybody. */}
          <span className="run-value on-link cut" title={data.run.full} aria-hidden="true"
            style={{ transform: `translate(-50%, -50%) translate(${middle(sourceX, sourceY, targetX, targetY, Math.min(from, to))})` }}>
            {data.run.times > 1 && <b>{data.run.times}× </b>}
            {data.run.value}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

export function PendingLine({ fromX, fromY, toX, toY }: ConnectionLineComponentProps) {
  return <path className="wire pending" d={linkPath(fromX, fromY, toX, toY, Math.min(fromX, toX) - 106)} />;
}
