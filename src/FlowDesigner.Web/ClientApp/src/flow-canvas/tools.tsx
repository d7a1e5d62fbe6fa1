import { MiniMap, Panel, useReactFlow, useStore } from "@xyflow/react";
import { Icon } from "./icon";
import { isCard, type AnyNode } from "./node-card";

const moveTime = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180);

export function Tools({ readOnly, onTidy }: { readOnly: boolean; onTidy: () => void }) {
  const flow = useReactFlow();
  const zoom = useStore(state => state.transform[2]);
  const duration = moveTime();
  return (
    <Panel position="top-left">
      <div className="float zoom" role="toolbar" aria-label="View of the canvas">
        <button type="button" className="btn" aria-label="Zoom out" onClick={() => void flow.zoomOut({ duration })}>
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="btn num level"
          aria-label={`Zoom ${Math.round(zoom * 100)} percent, set to 100`}
          onClick={() => void flow.zoomTo(1, { duration })}
        >
          {Math.round(zoom * 100)} %
        </button>
        <button type="button" className="btn" aria-label="Zoom in" onClick={() => void flow.zoomIn({ duration })}>
          <Icon name="plus" />
        </button>
        <hr aria-hidden="true" />
        <button type="button" className="btn" aria-label="Show the whole flow" title="Show the whole flow"
          onClick={() => void flow.fitView({ duration, padding: 0.12, maxZoom: 1 })}>
          <Icon name="fit" />
        </button>
        {!readOnly && (
          <button type="button" className="btn" aria-label="Tidy up the layout" title="Tidy up the layout" onClick={onTidy}>
            <Icon name="layout" />
          </button>
        )}
      </div>
    </Panel>
  );
}

const mapClass = (node: AnyNode): string => (isCard(node) ? `k-${node.data.card.category}` : "note");

export function Map() {
  return (
    <MiniMap<AnyNode>
      position="top-right"
      className="float map"
      nodeClassName={mapClass}
      nodeBorderRadius={10}
      pannable
      zoomable
      ariaLabel="Map of the flow"
      style={{ width: 154, height: 112 }}
    />
  );
}
