import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { FrameNode } from "./frame";
import { Icon } from "./icon";
import type { CanvasNode, CanvasNote, Mark, RunMark } from "./types";
import { count, t } from "./words";

export type CardRun = Omit<RunMark, "state"> & { state: RunMark["state"] | "off" };
export type CardNode = Node<{ card: CanvasNode; used: string[]; run: CardRun | null }, "card">;
export type NoteNode = Node<{ note: CanvasNote }, "note">;
export type AnyNode = CardNode | NoteNode | FrameNode;

export const isNote = (node: AnyNode): node is NoteNode => node.type === "note";
export const isCard = (node: AnyNode): node is CardNode => node.type === "card";

/** Ports stand in columns up to six; more become a list inside the card. */
export const listFrom = 7;

export const cardWidth = (card: CanvasNode): number => {
  const columns = card.ports.length >= listFrom ? 0 : Math.max(0, card.ports.length - 3);
  return 212 + columns * 64;
};

/** Estimate for layout and for cards that were never on screen. */
export const cardHeight = (card: CanvasNode): number => {
  const text = card.summary.reduce((sum, part) => sum + part.text.length, 0);
  const lines = text * 6 > cardWidth(card) - 22 ? 2 : 1;
  const ports = card.ports.length >= listFrom ? card.ports.length * 25 : 25;
  return 24 + 16 * lines + 25 + (card.ports.length === 0 ? 0 : ports);
};

const signs = { added: "+", changed: "≠", removed: "−", moved: "↔" };

interface Badged {
  errors: number;
  warnings: number;
  run: CardRun | null;
  here?: string | null | undefined;
  mark?: Mark | null | undefined;
}

export const Badges = ({ errors, warnings, run, here, mark }: Badged) => (
  <div className="badges">
    {here && (
      <span className="badge here">
        <Icon name="people" />
        {here}
      </span>
    )}
    {mark && mark.kind !== "same" && (
      <span className={`badge m-${mark.kind}`}>
        {signs[mark.kind]} {mark.label}
      </span>
    )}
    {run && run.state !== "off" && (
      <span className={`badge ${run.state === "failed" ? "bad" : run.state === "waiting" ? "waits" : "ok"}`}>
        {run.state === "waiting" ? <i className="pulse" /> : <Icon name={run.state === "failed" ? "error" : "check"} />}
        {run.label}
      </span>
    )}
    {errors > 0 ? (
      <span className="badge bad" title={count(errors, "1 problem to fix", "{0} problems to fix")}>
        <Icon name="error" />
        {errors}
      </span>
    ) : (
      warnings > 0 && (
        <span className="badge warn" title={count(warnings, "1 thing to check", "{0} things to check")}>
          <Icon name="warning" />
          {warnings}
        </span>
      )
    )}
  </div>
);

export const NodeCard = memo(function NodeCard({ data, selected }: NodeProps<CardNode>) {
  const { card, used, run } = data;
  const state = run === null ? "" : run.state === "off" ? " dim" : run.state === "failed" ? " lit failed" : " lit";
  const list = card.ports.length >= listFrom;
  return (
    <article className={`node k-${card.category}${selected ? " selected" : ""}${state}${card.mark ? ` d-${card.mark.kind}` : ""}${card.here ? " here" : ""}`} style={{ width: cardWidth(card) }}>
      {card.hasInput && <Handle type="target" position={Position.Top} id="in" className="port-in" />}
      <header>
        <span className="tile">
          <Icon name={card.icon} />
        </span>
        <span className="name cut">{card.title}</span>
      </header>
      <p className="says">
        {card.summary.map((part, index) => (part.strong ? <b key={index} translate="no">{part.text}</b> : <span key={index}>{part.text}</span>))}
      </p>
      {card.ports.length > 0 && (
        <div className={list ? "ports list" : "ports"}>
          {card.ports.map(port => (
            <span key={port.name} className={`${port.error ? "err " : ""}${used.includes(port.name) ? "used" : ""}`}>
              {port.error && <Icon name="warning" />}
              <span className="cut">{port.title}</span>
              <Handle
                type="source"
                position={list ? Position.Right : Position.Bottom}
                id={port.name}
                role="img"
                aria-label={t("Port {0} of {1}", port.title, card.title)}
              />
            </span>
          ))}
        </div>
      )}
      <Badges errors={card.errors} warnings={card.warnings} run={run} here={card.here} mark={card.mark} />
      {run?.value && (
        <span className="run-value cut" title={run.full} aria-hidden="true">
          {run.value}
        </span>
      )}
    </article>
  );
});
