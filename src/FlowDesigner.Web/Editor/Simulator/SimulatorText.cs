namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Marks the texts of the test chat and of runs that are looked at.</summary>
internal sealed class SimulatorText;
