namespace FlowDesigner.Web.Library;

/// <summary>Texts of the library, by their English wording; the translations stand beside this file.</summary>
public sealed class LibraryText;
