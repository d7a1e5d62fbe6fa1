namespace FlowDesigner.Web.Shell;

/// <summary>Marks the texts of the frame around the pages, and words that all pages share.</summary>
internal sealed class ShellText;
