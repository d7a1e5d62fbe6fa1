import type { Command } from "./commands";
import type { Server } from "./dotnet";
import type { CardNode } from "./node-card";
import type { NodeType } from "./types";
import type { View } from "./view";
import { lineUp } from "./line-up";
import { t } from "./words";

interface Canvas {
  server: Server;
  view: View;
  readOnly: boolean;
  /** Whether the page does what the canvas cannot do by itself. */
  page: boolean;
  cards(): CardNode[];
  tidy(): void;
  find(): void;
  selectAll(): void;
  addNote(): void;
  picture(format: "svg" | "png"): void;
}

/** What the command palette offers on this canvas. */
export function commandsOf({ server, view, readOnly, page, cards, tidy, find, selectAll, addNote, picture }: Canvas, types: NodeType[]): Command[] {
  const act = (id: string, title: string, icon: string, run: () => void, keys?: string, words?: string): Command =>
    ({ id, title, icon, run, group: t("Do"), ...(keys ? { keys } : {}), ...(words ? { words } : {}) });
  const look = [
    act("find", t("Find in this flow"), "search", find, "Ctrl+F", "search text variable"),
    act("fit", t("Show the whole flow"), "fit", view.fit, "Shift+1", "zoom fit all"),
    act("fit-selection", t("Show the selection"), "zoom", view.fitSelection, "Shift+2", "zoom selected"),
    act("all", t("Select all nodes"), "group", selectAll, "Ctrl+A"),
    act("svg", t("Save a picture (SVG)"), "screen", () => picture("svg"), undefined, "image export"),
    act("png", t("Save a picture (PNG)"), "screen", () => picture("png"), undefined, "image export"),
  ];
  const ofPage = [
    act("test", t("Start or stop the test"), "play", () => void server.command("test"), undefined, "simulate try run chat"),
    act("canvas", t("Show the canvas"), "layout", () => void server.command("canvas"), undefined, "view drawing"),
    act("outline", t("Show the outline"), "list", () => void server.command("outline"), undefined, "view tree table text"),
    act("files", t("Export and import"), "download", () => void server.command("files"), undefined, "json file"),
  ];
  const arrange = (way: "column" | "row") => {
    const chosen = cards().filter(card => card.selected);
    if (chosen.length > 1) {
      void server.move(lineUp(chosen, way), false);
    }
  };
  const edit = [
    act("undo", t("Undo"), "undo", () => void server.undo(), "Ctrl+Z"),
    act("redo", t("Redo"), "redo", () => void server.redo(), "Ctrl+Y"),
    act("tidy", t("Tidy up the layout"), "layout", tidy, undefined, "auto layout arrange align"),
    act("note", t("Add a note"), "note", addNote, "N", "comment sticky"),
    act("column", t("Line up the selection in a column"), "more", () => arrange("column"), undefined, "align vertical centre"),
    act("row", t("Line up the selection in a row"), "more", () => arrange("row"), undefined, "align horizontal top"),
    act("group", t("Put the selection into a group"), "group", () => void server.command("group"), "G", "frame box together"),
    act("ungroup", t("Take the frame of the group away"), "group", () => void server.command("ungroup"), "Shift+G", "ungroup dissolve"),
    act("collapse", t("Collapse or open the group"), "group", () => void server.command("collapse"), undefined, "fold expand frame"),
    act("sub-flow", t("Make a sub-flow of the selection"), "call", () => void server.command("sub-flow"), "Ctrl+G", "group collapse extract"),
    act("put-here", t("Put the called sub-flow here"), "call", () => void server.command("put-here"), "Ctrl+Shift+G", "ungroup expand inline"),
    act("save", t("Save now"), "check", () => void server.command("save")),
    act("publish", t("Publish"), "publish", () => void server.command("publish"), undefined, "live deploy release"),
  ];
  const nodes = cards().map((card): Command => ({
    id: `go-${card.id}`, title: card.data.card.title, group: t("Go to"), icon: card.data.card.icon, category: card.data.card.category,
    words: `${card.id} ${card.data.card.summary.map(part => part.text).join("")}`, run: () => void server.goTo(card.id),
  }));
  const additions = types.map((type): Command => ({
    id: `add-${type.type}`, title: type.title, group: t("Add"), icon: type.icon, category: type.category, words: type.words, run: () => void server.choose(type.type),
  }));
  return [...look, ...(page ? ofPage : []), ...(readOnly ? [] : edit), ...nodes, ...(readOnly ? [] : additions)];
}
