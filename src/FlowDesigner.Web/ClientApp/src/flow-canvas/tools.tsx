import { MiniMap, Panel, useReactFlow, useStore } from "@xyflow/react";
import { Icon } from "./icon";
import { isCard, isNote, type AnyNode } from "./node-card";
import { moveTime, type View } from "./view";
import { t } from "./words";

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
      <div className="float zoom" role="toolbar" aria-label={t("View of the canvas")}>
        <button type="button" className="btn" aria-label={t("Zoom out")} onClick={() => void flow.zoomOut({ duration })}>
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="btn num level"
          aria-label={t("Zoom {0} percent, set to 100", Math.round(zoom * 100))}
          onClick={() => void flow.zoomTo(1, { duration })}
        >
          {Math.round(zoom * 100)} %
        </button>
        <button type="button" className="btn" aria-label={t("Zoom in")} onClick={() => void flow.zoomIn({ duration })}>
          <Icon name="plus" />
        </button>
        <hr aria-hidden="true" />
        <button type="button" className="btn" aria-label={t("Show the whole flow")} title={t("Show the whole flow (Shift+1)")} onClick={view.fit}>
          <Icon name="fit" />
        </button>
        <button type="button" className="btn" aria-label={t("Show the selection")} title={t("Show the selection (Shift+2)")} onClick={view.fitSelection}>
          <Icon name="zoom" />
        </button>
        {!readOnly && (
          <>
            <button type="button" className="btn" aria-label={t("Tidy up the layout")} title={t("Tidy up the layout")} onClick={onTidy}>
              <Icon name="layout" />
            </button>
            <button type="button" className="btn" aria-label={t("Add a note")} title={t("Add a note (N)")} onClick={onNote}>
              <Icon name="note" />
            </button>
          </>
        )}
        <hr aria-hidden="true" />
        <button type="button" className="btn" aria-label={t("Find in this flow")} title={t("Find in this flow (Ctrl+F)")} onClick={onFind}>
          <Icon name="search" />
        </button>
        <button type="button" className="btn" aria-label={t("Commands")} title={t("Commands (Ctrl+K)")} onClick={onCommands}>
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
      ariaLabel={t("Map of the flow")}
      style={{ width: 154, height: 112 }}
    />
  );
}
