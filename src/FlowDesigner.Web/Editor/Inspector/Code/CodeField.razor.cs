using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Expressions.Assistance;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>
/// A field for formulas, scripts, JSON and texts with values. Typing, chips and narrowing down completions stay in the
/// browser; the server hears the text a few times a second at most and answers with mistakes and a preview.
/// </summary>
public sealed partial class CodeField : EditorPiece, IAsyncDisposable
{
    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _editor;
    private DotNetObjectReference<CodeField>? _self;
    private CodeReading _reading = new([], null);
    private bool _gone;
    private (IReadOnlyList<CodeMark> Marks, bool ReadOnly, bool IsInvalid) _shown = ([], false, false);
    private string _inBrowser = "";
    private string? _forBrowser;

    /// <summary>Id of the field.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What is written in it.</summary>
    [Parameter, EditorRequired]
    public CodeKind Kind { get; set; }

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The node in whose settings it stands.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    /// <summary>Id of its label; null when only <see cref="Name"/> names it.</summary>
    [Parameter]
    public string? LabelId { get; set; }

    /// <summary>Its name where it has no label.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Ids of the texts that describe it.</summary>
    [Parameter]
    public string DescribedBy { get; set; } = "";

    /// <summary>Shown while it is empty.</summary>
    [Parameter]
    public string Placeholder { get; set; } = "";

    /// <summary>True when <c>=</c> at its start makes it a formula.</summary>
    [Parameter]
    public bool TakesFormula { get; set; }

    /// <summary>True when it may hold values in braces.</summary>
    [Parameter]
    public bool TakesTemplate { get; set; }

    /// <summary>True when it has a problem.</summary>
    [Parameter]
    public bool IsBad { get; set; }

    /// <summary>True where there is no room for what the text gives.</summary>
    [Parameter]
    public bool IsSmall { get; set; }

    /// <summary>Raised with the new text, a few times a second while somebody types.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> Changed { get; set; }

    /// <summary>Raised when the field is left.</summary>
    [Parameter]
    public EventCallback Done { get; set; }

    [CascadingParameter]
    private ExpressionAssistant Assistant { get; set; } = null!; // given by the page

    [Inject]
    private IJSRuntime Js { get; set; } = null!; // set by the renderer

    /// <summary>What is said of the text as it stands.</summary>
    internal IReadOnlyList<CodeMark> Marks => _reading.Marks;

    private CodePreview? Preview => _reading.Preview;

    private string KindInBrowser =>
        Kind switch
        {
            CodeKind.Expression => "expression",
            CodeKind.Script => "script",
            CodeKind.Json => "json",
            _ => "text",
        };

    private bool IsInvalid => IsBad || _reading.Marks.Any(m => m.IsError);

    private int Rows =>
        Kind == CodeKind.Script ? Math.Clamp(LinesOf(Text), 8, 24) : Math.Clamp(LinesOf(Text), 1, 10);

    /// <summary>The browser tells the text.</summary>
    /// <param name="text">All of it.</param>
    /// <returns>When it is in the flow.</returns>
    [JSInvokable]
    public Task OnWrite(string text) => Write(text);

    /// <summary>The field was left.</summary>
    /// <returns>When the step of undo has ended.</returns>
    [JSInvokable]
    public Task OnDone() => Done.InvokeAsync();

    /// <summary>The browser asks for names.</summary>
    /// <param name="source">The formula as it is so far.</param>
    /// <param name="position">Where a name begins.</param>
    /// <returns>What may stand there.</returns>
    [JSInvokable]
    public IReadOnlyList<CodeChoice> OnComplete(string source, int position)
    {
        var items = Assistant.Complete(NodeId, source, position);
        // Where roots may stand, most people want a value by its name, not the place where values are kept.
        IEnumerable<ScopeValue> values = items.Any(i => i.Kind == CompletionKind.Root) ? Assistant.Values(NodeId) : [];
        return
        [
            .. values.Select(v => new CodeChoice(v.Path, "Path", T[TypeWords.OfType(v.Type)], v.Summary.Length > 0 ? v.Summary : null)),
            .. items.Select(i => new CodeChoice(i.Name, $"{i.Kind}", T[TypeWords.OfType(i.Type)], i.Summary)),
        ];
    }

    /// <summary>Puts the name of a value where the cursor is.</summary>
    /// <param name="path">Such as <c>vars.order.total</c>.</param>
    internal async Task InsertAsync(string path)
    {
        if (_editor is not null)
        {
            await _editor.InvokeVoidAsync("insert", path);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_editor is not null)
            {
                await _editor.InvokeVoidAsync("unmount");
                await _editor.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it all there was to release.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // Only a text that the browser has not written itself is sent there. This is the moment to tell: once it is drawn,
        // which may be late, the browser may have written more.
        _forBrowser = Text == _inBrowser ? null : Text;
        Look();
    }

    // What a text means depends on the whole flow: a variable that is declared, a test that gave values.
    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        Look();
        return true;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            await ShowAsync();
            return;
        }

        _self = DotNetObjectReference.Create(this);
        (_shown, _inBrowser, _forBrowser) = ((Marks, State.ReadOnly, IsInvalid), Text, null);
        var first = new { Text, Marks, State.ReadOnly, IsInvalid };
        var options = new { Id, Kind = KindInBrowser, LabelId, Name, DescribedBy = $"{DescribedBy} {Id}-preview".TrimStart(), Placeholder, TakesFormula, TakesTemplate };
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./client/code-field.js");
        if (_gone)
        {
            await _module.DisposeAsync();
            return;
        }

        _editor = await _module.InvokeAsync<IJSObjectReference?>("mount", _host, _self, options, first);
        if (_gone && _editor is not null)
        {
            await _editor.InvokeVoidAsync("unmount");
            await _editor.DisposeAsync();
            return;
        }

        await ShowAsync(); // much may have happened since
    }

    private async Task ShowAsync()
    {
        var isSame = State.ReadOnly == _shown.ReadOnly && IsInvalid == _shown.IsInvalid && Marks.SequenceEqual(_shown.Marks);
        if (_editor is null || (_forBrowser is null && isSame))
        {
            return;
        }

        var sent = new { Text = _forBrowser, Marks, State.ReadOnly, IsInvalid };
        (_shown, _inBrowser, _forBrowser) = ((Marks, State.ReadOnly, IsInvalid), _forBrowser ?? _inBrowser, null);
        await _editor.InvokeVoidAsync("show", sent);
    }

    private void Look() => _reading = Assistant.Read(NodeId, Text, Kind, TakesFormula, TakesTemplate);

    private static int LinesOf(string text) => text.Split('\n').Sum(line => 1 + (line.Length / 38));

    private Task Write(string? text)
    {
        (_inBrowser, _forBrowser) = (text ?? "", null);
        return Changed.InvokeAsync(_inBrowser);
    }

    private async Task Replace(CodeMark mark, string instead)
    {
        await Changed.InvokeAsync($"{Text[..mark.From]}{instead}{Text[mark.To..]}");
        await Done.InvokeAsync();
    }

    private void Declare(string variable)
    {
        State.Seal();
        State.Do(new SetVariable(variable, new VariableDefinition("any")));
    }
}

/// <summary>A name that a code field offers.</summary>
/// <param name="Name">What is inserted.</param>
/// <param name="Kind">What it is: a root, a member, a function, a name of the language, or the path of a value.</param>
/// <param name="Type">Word of its type.</param>
/// <param name="Summary">One sentence; null for none.</param>
public sealed record CodeChoice(string Name, string Kind, string Type, string? Summary);
