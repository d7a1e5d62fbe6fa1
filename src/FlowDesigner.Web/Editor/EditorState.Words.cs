using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Wording;
using FlowEngine.Nodes;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor;

/// <summary>The language of what the editor says.</summary>
internal sealed partial class EditorState
{
    private readonly IStringLocalizer<EditorText> _texts = new Texts<EditorText>(new PageLanguage(PageLanguage.English));

    /// <summary>Texts of the editor in the language of the page; English where there is no page.</summary>
    public IStringLocalizer<EditorText> T
    {
        get => _texts;
        init => (_texts, N) = (value, value.From<NodeText>());
    }

    /// <summary>What node types say of themselves, in the same language.</summary>
    public IStringLocalizer<NodeText> N { get; private init; } = new Texts<NodeText>(new PageLanguage(PageLanguage.English));

    /// <summary>Title of a port; one that the author named is said as it is.</summary>
    public string PortTitle(PortDefinition port) => N[port.Title];
}
