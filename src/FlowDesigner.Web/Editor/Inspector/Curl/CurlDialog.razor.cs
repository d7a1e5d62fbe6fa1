using Connectors.Http;
using FlowDesigner.Web.People;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Editor.Inspector.Curl;

/// <summary>Fills the settings of a request from a curl command; its secret is stored with a connection, by those who may.</summary>
public sealed partial class CurlDialog : EditorPart
{
    private CurlPaste _paste = new([]);
    private IReadOnlyList<Problem> _problems = [];
    private string _actor = "";
    private bool _mayCreate;
    private bool _busy;

    /// <summary>The node; it exists.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    /// <summary>The dialog is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [CascadingParameter]
    private BotNames Names { get; set; } = null!; // given by the page

    [Inject]
    private IConnectionAdmin Connections { get; set; } = null!; // set by the renderer

    private string SecretWords =>
        _paste.Chosen.Length > 0 ? T["The secret in the command is dropped: {0} has its own.", _paste.Chosen]
        : _mayCreate ? T["The secret in the command is stored in the vault, with the new connection."]
        : T["The secret in the command is dropped. Ask an administrator for a connection to this system."];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var person = (await Authentication).User;
        (_actor, _mayCreate) = (person.Identity?.Name ?? "", person.IsInRole(Access.Admin));
        _paste = new CurlPaste(await Connections.ListAsync(CancellationToken.None));
    }

    private async Task TakeAsync()
    {
        (_busy, _problems) = (true, []);
        var connection = _paste.Chosen.Length > 0 ? _paste.Chosen : null;
        if (connection is null && _mayCreate)
        {
            _problems = await Connections.SaveAsync(_paste.NewName, _paste.NewConnection(), _actor, CancellationToken.None);
            connection = _paste.NewName;
        }

        _busy = false;
        if (_problems.Any(p => p.Severity == ProblemSeverity.Error))
        {
            return;
        }

        if (connection is not null && !State.Bot.Connections.ContainsKey(connection))
        {
            await Names.UseConnectionAsync(connection, HttpConnector.Key);
        }

        State.Fill(NodeId, _paste.Config(connection, State.Flow.Nodes[NodeId].Config), T["the request"]);
        await OnClose.InvokeAsync();
    }
}
