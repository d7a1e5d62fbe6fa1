import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { createContext, memo, useContext } from "react";
import { Icon } from "./icon";
import { Badges, type CardRun } from "./node-card";
import type { CanvasGroup } from "./types";
import { t } from "./words";

export type FrameNode = Node<{ group: CanvasGroup; collapsed: boolean; errors: number; warnings: number; run: CardRun | null; takes: boolean }, "frame">;

/** Collapses a group or opens it; null where that cannot be. */
export const FrameContext = createContext<{ toggle(group: string): void; readOnly: boolean }>({ toggle: () => undefined, readOnly: true });

function Toggle({ group, collapsed }: { group: CanvasGroup; collapsed: boolean }) {
  const { toggle, readOnly } = useContext(FrameContext);
  if (readOnly && !group.collapsed) {
    return null;
  }
  const words = t(collapsed ? "Open {0}" : "Collapse {0}", group.title);
  return (
    <button type="button" className="btn quiet sq nodrag" aria-expanded={!collapsed} aria-label={words} title={words} onClick={() => toggle(group.id)}>
      <Icon name={collapsed ? "chevron-right" : "chevron-down"} />
    </button>
  );
}

/** A frame around the cards of a group, or one card in their place. */
export const FrameCard = memo(function FrameCard({ data, selected }: NodeProps<FrameNode>) {
  const { group, collapsed, errors, warnings, run, takes } = data;
  if (!collapsed) {
    return (
      <section className={`frame g-${group.colour}${selected ? " selected" : ""}${takes ? " takes" : ""}`}>
        <header>
          <Toggle group={group} collapsed={false} />
          <b className="cut">{group.title}</b>
        </header>
      </section>
    );
  }
  const state = run === null ? "" : run.state === "off" ? " dim" : run.state === "failed" ? " lit failed" : " lit";
  return (
    <article className={`node frame-card g-${group.colour}${selected ? " selected" : ""}${state}`}>
      <Handle type="target" position={Position.Top} id="in" isConnectable={false} />
      <header>
        <Toggle group={group} collapsed />
        <span className="name cut">{group.title}</span>
      </header>
      <p className="says">{group.count}</p>
      <Handle type="source" position={Position.Bottom} id="out" isConnectable={false} />
      <Badges errors={errors} warnings={warnings} run={run} />
    </article>
  );
});
