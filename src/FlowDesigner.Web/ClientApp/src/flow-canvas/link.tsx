import { BaseEdge, useInternalNode, type ConnectionLineComponentProps, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";

export type FlowEdge = Edge<{ error: boolean; lit: boolean; mark?: "added" | "removed" | null | undefined }, "link">;

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

export const LinkLine = memo(function LinkLine(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data, selected } = props;
  const from = useInternalNode(source)?.internals.positionAbsolute.x ?? sourceX - 106;
  const to = useInternalNode(target)?.internals.positionAbsolute.x ?? targetX - 106;
  const path = linkPath(sourceX, sourceY, targetX, targetY, Math.min(from, to));
  const className = `wire${data?.error ? " err" : ""}${data?.mark ? ` ${data.mark}` : ""}${data?.lit ? " run" : ""}${selected ? " selected" : ""}`;
  return (
    <>
      {data?.lit && <path className="wire glow" d={path} />}
      <BaseEdge id={id} path={path} className={className} interactionWidth={18} />
      {data?.lit && <path className="wire beat" d={path} />}
    </>
  );
});

export function PendingLine({ fromX, fromY, toX, toY }: ConnectionLineComponentProps) {
  return <path className="wire pending" d={linkPath(fromX, fromY, toX, toY, Math.min(fromX, toX) - 106)} />;
}
