using FlowDesigner.Web.Shell;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.Rotation;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Connections;

/// <summary>The credential of a connection: what is stored, when it ends, its successor and its predecessor.</summary>
public sealed partial class CredentialCard
{
    private static readonly TimeSpan KeepPrevious = TimeSpan.FromDays(1);

    private ConnectionDraft? _next;
    private ProbeResult? _found;
    private string? _problem;
    private bool _busy;

    /// <summary>The connection in one environment.</summary>
    [Parameter, EditorRequired]
    public ConnectionSummary Connection { get; set; } = null!; // required by the compiler of Razor

    /// <summary>Its connector; null when the installation has none of this key.</summary>
    [Parameter, EditorRequired]
    public ConnectorDefinition? Connector { get; set; }

    /// <summary>The environment.</summary>
    [Parameter, EditorRequired]
    public string Environment { get; set; } = "";

    /// <summary>Who, for the audit.</summary>
    [Parameter, EditorRequired]
    public string Actor { get; set; } = "";

    /// <summary>Now, UTC.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Replace the credential by form.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnReplace { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private ICredentialRotation Rotation { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    private CredentialKind? Kind => Connector?.Credentials.FirstOrDefault(k => k.Key == Connection.CredentialKind);

    private string Redirect => Navigation.ToAbsoluteUri("/connections/oauth/callback").AbsoluteUri;

    private string Stored =>
        Connection.CredentialSetAt is { } at
            ? T["Stored encrypted {0}. Nobody can read it again.", T.Ago(at, Now)]
            : T["Nothing is stored yet."];

    private async Task StageAsync()
    {
        var draft = _next!; // the dialog is open
        draft.IsReplacing = true;
        draft.Problems = draft.Check(T);
        if (draft.Problems.Count == 0)
        {
            draft.Problems = await Rotation.StageAsync(Connection.Name, Environment, draft.ToChange().Credential, Actor, CancellationToken.None);
        }

        if (draft.Problems.Count == 0)
        {
            _next = null;
            await TestNextAsync();
        }
    }

    private async Task TestNextAsync()
    {
        (_busy, _problem) = (true, null);
        StateHasChanged();
        _found = await Rotation.TestNextAsync(Connection.Name, Environment, CancellationToken.None);
        _busy = false;
        await OnChanged.InvokeAsync();
    }

    private Task PromoteAsync() =>
        DoAsync(Rotation.PromoteAsync(Connection.Name, Environment, KeepPrevious, untested: false, Actor, CancellationToken.None));

    private Task DiscardAsync() => DoAsync(Rotation.DiscardAsync(Connection.Name, Environment, Actor, CancellationToken.None));

    private Task RestoreAsync() => DoAsync(Rotation.RestoreAsync(Connection.Name, Environment, Actor, CancellationToken.None));

    private async Task DoAsync(Task<IReadOnlyList<Problem>> action)
    {
        _busy = true;
        _problem = (await action) is [var problem, ..] ? problem.Message : null;
        (_busy, _found) = (false, null);
        await OnChanged.InvokeAsync();
    }
}
