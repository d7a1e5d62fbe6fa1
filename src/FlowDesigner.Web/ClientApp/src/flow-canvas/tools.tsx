import { MiniMap, Panel, useReactFlow, useStore } from "@xyflow/react";
import { Icon } from "./icon";
import { isCard, isNote, type AnyNode } from "./node-card";
import { moveTime, type View } from "./view";

interface Props {
  readOnly: boolean;
  view: View;
  onTidy(): void;
  onNote(): void;
  onFind(): void;
  onCommands(): void;
}

export function Tools({ readOnly, view, onTidy, onNote, onFind, onCommands }: Props) {
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
        <button type="button" className="btn" aria-label="Show the whole flow" title="Show the whole flow (Shift+1)" onClick={view.fit}>
          <Icon name="fit" />
        </button>
        <button type="button" className="btn" aria-label="Show the selection" title="Show the selection (Shift+2)" onClick={view.fitSelection}>
          <Icon name="zoom" />
        </button>
        {!readOnly && (
          <>
            <button type="button" className="btn" aria-label="Tidy up the layout" title="Tidy up the layout" onClick={onTidy}>
              <Icon name="layout" />
            </button>
            <button type="button" className="btn" aria-label="Add a note" title="Add a note (N)" onClick={onNote}>
              <Icon name="note" />
            </button>
          </>
        )}
        <hr aria-hidden="true" />
        <button type="button" className="btn" aria-label="Find in this flow" title="Find in this flow (Ctrl+F)" onClick={onFind}>
          <Icon name="search" />
        </button>
        <button type="button" className="btn" aria-label="Commands" title="Commands (Ctrl+K)" onClick={onCommands}>
          <Icon name="keyboard" />
        </button>
      </div>
    </Panel>
  );
}

const mapClass = (node: AnyNode): string => (isCard(node) ? `k-${node.data.card.category}` : isNote(node) ? "note" : `area g-${node.data.group.colour}`);

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
