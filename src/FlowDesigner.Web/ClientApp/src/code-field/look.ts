import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours and sizes come from the tokens of the page, so that light and dark follow by themselves. */
export const look = [
  EditorView.theme({
    "&": { fontSize: "var(--fs-size-small)", color: "var(--fs-text)", background: "none", minWidth: 0, flex: 1 },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "inherit", lineHeight: 1.55, maxHeight: "320px", overflow: "auto" },
    ".cm-content": { padding: "4px 0", caretColor: "var(--fs-text)", minWidth: 0 },
    ".cm-content.mono": { fontFamily: "var(--fs-mono)" },
    ".cm-line": { padding: "0 8px" },
    ".cm-cursor": { borderLeftColor: "var(--fs-text)" },
    ".cm-placeholder": { color: "var(--fs-text-3)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": { background: "var(--fs-accent-soft) !important" },
    ".cm-raw": { fontFamily: "var(--fs-mono)", background: "var(--fs-accent-soft)", color: "var(--fs-accent-ink)", borderRadius: "var(--fs-r-1)" },
    ".cm-bad": { textDecoration: "underline wavy var(--fs-st-bad) 1px", textUnderlineOffset: "3px" },
    ".cm-check": { textDecoration: "underline wavy var(--fs-st-warn) 1px", textUnderlineOffset: "3px" },
    ".cm-tooltip": { background: "var(--fs-raised)", color: "var(--fs-text)", border: "1px solid var(--fs-line)", borderRadius: "var(--fs-r-2)", boxShadow: "var(--fs-shadow-2)", overflow: "hidden", zIndex: 40 },
    ".cm-tip, .cm-tooltip.cm-completionInfo": { padding: "6px 10px", maxWidth: "300px", fontSize: "var(--fs-size-small)", lineHeight: 1.4 },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--fs-mono)", fontSize: "var(--fs-size-small)", maxHeight: "220px", minWidth: "200px", maxWidth: "288px" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 10px", lineHeight: 1.4, display: "flex", gap: "10px", alignItems: "baseline" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--fs-accent)", color: "var(--fs-on-accent)" },
    ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: 700 },
    ".cm-completionDetail": { marginLeft: "auto", fontStyle: "normal", fontFamily: "var(--fs-font)", fontSize: "var(--fs-size-micro)", color: "var(--fs-text-2)" },
    "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: "var(--fs-cat-logic-ink)" },
      { tag: [tags.string, tags.regexp], color: "var(--fs-cat-connector-ink)" },
      { tag: tags.number, color: "var(--fs-cat-human-ink)" },
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--fs-accent-ink)" },
      { tag: tags.comment, color: "var(--fs-text-3)" },
    ]),
  ),
];
