namespace FlowDesigner.Web.Editor;

/// <summary>Texts of the editor, its canvas and its versions; their German stands beside this file.</summary>
public sealed class EditorText;
