namespace FlowRuntime.Plugins;

/// <summary>Where plug-ins are and how long they may take: section <c>FlowStudio:Plugins</c> of the configuration.</summary>
public sealed class PluginOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Plugins";

    /// <summary>
    /// Folder with a folder for each plug-in; null means <c>plugins</c> in the data directory, empty loads none. Relative
    /// paths count from where the program was started.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>Longest time in which one plug-in must have been loaded. Unit: seconds.</summary>
    public double LoadSeconds { get; set; } = 10;
}
