namespace FlowDesigner.Web.Catalog;

/// <summary>
/// Marks the texts that come from definitions: titles, groups, fields, help and ports of node types and connectors. They are
/// written in English where they are defined and looked up by that text where they are shown.
/// </summary>
internal sealed class NodeText;
