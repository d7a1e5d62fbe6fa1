using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Chooses who talks with the draft, and in which language.</summary>
public sealed partial class VisitorForm : EditorPart
{
    /// <summary>One for each part of the day; any other can be typed.</summary>
    private static readonly string[] Zones =
    [
        "America/Los_Angeles",
        "America/New_York",
        "America/Sao_Paulo",
        "Europe/London",
        "Europe/Berlin",
        "Europe/Istanbul",
        "Asia/Dubai",
        "Asia/Kolkata",
        "Asia/Singapore",
        "Asia/Tokyo",
        "Australia/Sydney",
        "UTC",
    ];

    private string _language = "";
    private string _contact = "";
    private string _name = "";
    private string _id = "";
    private string _zone = "";
    private bool _unknownZone;

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
        (_language, _name, _id, _zone) = (Visitor.Language, Visitor.Name, Visitor.ContactId, Visitor.TimeZone);
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

    private async Task UseAsync()
    {
        var zone = _zone.Trim();
        _unknownZone = zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
        if (!_unknownZone)
        {
            await OnUse.InvokeAsync(new TestVisitor(_language, _id.Trim() is { Length: > 0 } id ? id : TestVisitor.NewContact, _name.Trim(), zone));
        }
    }
}
