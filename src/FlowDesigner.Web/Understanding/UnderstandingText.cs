namespace FlowDesigner.Web.Understanding;

/// <summary>Texts of the page of understanding, by their English wording; the translations stand beside this file.</summary>
public sealed class UnderstandingText;
