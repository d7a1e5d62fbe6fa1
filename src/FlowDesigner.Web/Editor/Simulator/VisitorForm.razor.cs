using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Chooses who talks with the draft, and in which language.</summary>
public sealed partial class VisitorForm : EditorPart
{
    private string _language = "";
    private string _contact = "";
    private string _name = "";
    private string _id = "";

    /// <summary>Who talks now.</summary>
    [Parameter, EditorRequired]
    public TestVisitor Visitor { get; set; } = null!; // required by the compiler of Razor

    /// <summary>People who talked with the live bot, the latest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<KnownContact> Known { get; set; } = [];

    /// <summary>Raised with who shall talk.</summary>
    [Parameter, EditorRequired]
    public EventCallback<TestVisitor> OnUse { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        (_language, _name, _id) = (Visitor.Language, Visitor.Name, Visitor.ContactId);
        _contact = Known.Any(k => k.Id == _id) ? _id : "";
    }

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..39]}…";

    private static string NameOf(string language)
    {
        try
        {
            return $"{CultureInfo.GetCultureInfo(language, predefinedOnly: true).NativeName} ({language})";
        }
        catch (CultureNotFoundException)
        {
            return language; // a tag that this machine has no name for is spoken all the same
        }
    }

    private void Fill()
    {
        var chosen = Known.FirstOrDefault(k => k.Id == _contact);
        (_id, _name) = chosen is null ? (TestVisitor.NewContact, "") : (chosen.Id, chosen.Name ?? "");
    }

    private Task UseAsync() =>
        OnUse.InvokeAsync(new TestVisitor(_language, _id.Trim() is { Length: > 0 } id ? id : TestVisitor.NewContact, _name.Trim()));
}
