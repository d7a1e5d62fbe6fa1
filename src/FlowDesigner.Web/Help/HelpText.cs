namespace FlowDesigner.Web.Help;

/// <summary>Texts of the tour and of the keyboard help, by their English wording; the translations stand beside this file.</summary>
public sealed class HelpText;
