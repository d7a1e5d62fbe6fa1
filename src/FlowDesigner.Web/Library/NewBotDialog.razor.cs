using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Library;

/// <summary>Asks for name, id and language of a new bot.</summary>
public sealed partial class NewBotDialog
{
    private BotStart _start = BotStart.Empty;
    private string _name = "";
    private string _id = "";
    private string _language = Languages.OfPage;
    private bool _nameTyped;
    private bool _idTyped;
    private string? _nameError;
    private string? _idError;

    /// <summary>What is chosen at first.</summary>
    [Parameter, EditorRequired]
    public BotStart Start { get; set; } = BotStart.Empty;

    /// <summary>Ids that exist.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<string> Taken { get; set; } = [];

    /// <summary>The bot to make.</summary>
    [Parameter, EditorRequired]
    public EventCallback<BotBundle> OnCreate { get; set; }

    /// <summary>No bot shall be made.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Choose(Start);

    // A finished bot has a name that will do; whoever typed one keeps it.
    private void Choose(BotStart start)
    {
        _start = start;
        if (!_nameTyped)
        {
            Give(start == BotStart.Empty ? "" : T[start.Title].Value);
        }
    }

    private void Rename(string? name)
    {
        _nameTyped = !string.IsNullOrEmpty(name);
        Give(name ?? "");
    }

    private void Give(string name)
    {
        _name = name;
        _nameError = null;
        if (!_idTyped)
        {
            _id = _name.Length == 0 ? "" : Slug.Free(Slug.From(_name, "bot"), Taken);
            _idError = null;
        }
    }

    private void TypeId(string? id)
    {
        _id = id ?? "";
        _idTyped = _id.Length > 0;
        _idError = null;
    }

    private async Task CreateAsync()
    {
        _nameError = string.IsNullOrWhiteSpace(_name) ? T["Give the bot a name."].Value : null;
        _idError =
            !Identifiers.IsSlug(_id) ? T["Begin with a small letter; then small letters, digits and hyphens: web-shop."].Value
            : Taken.Contains(_id) ? T["A bot has this id already. Take another one."].Value
            : null;
        if (_nameError is null && _idError is null)
        {
            await OnCreate.InvokeAsync(_start.Make(_id, _name.Trim(), _language));
        }
    }
}
