using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes.TriggerCall;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>The settings of the flow and its bot, shown while no single node is selected.</summary>
public sealed partial class FlowSettings : EditorPart
{
    private string _name = "";
    private string? _flowName;
    private string? _mistake;

    /// <summary>Raised with the name of something that the page does, such as <c>group</c>.</summary>
    [Parameter]
    public EventCallback<string> OnCommand { get; set; }

    private static (VariableRole Role, string Word)[] Roles { get; } =
        [(VariableRole.Local, TextKey.Of("only in this flow")), (VariableRole.Input, TextKey.Of("input: the caller gives it")), (VariableRole.Output, TextKey.Of("output: the caller gets it"))];

    // Roles mean something only where another flow can call this one.
    private bool ShowsRoles =>
        State.Flow.Nodes.Values.Any(n => n.Type == TriggerCallNode.Type) || State.Flow.Variables.Values.Any(v => v.Role != VariableRole.Local);

    // A flow always has a name: while the field is empty, only the field knows.
    private void Rename(string? name)
    {
        _flowName = name;
        if (!string.IsNullOrWhiteSpace(name))
        {
            State.Do(new RenameFlow(name));
        }
    }

    private void EndRename()
    {
        _flowName = null;
        State.Seal();
    }

    private void Retype(string name, ChangeEventArgs e) =>
        State.Do(new SetVariable(name, State.Flow.Variables[name] with { Type = e.Value as string ?? "any" }));

    private void Give(string name, ChangeEventArgs e) =>
        State.Do(
            new SetVariable(name, State.Flow.Variables[name] with { Role = Enum.TryParse<VariableRole>(e.Value as string, out var role) ? role : VariableRole.Local })
        );

    private void Declare()
    {
        _mistake =
            !Identifiers.IsName(_name) ? T["A name starts with a small letter and has letters and digits only, such as orderNumber."].Value
            : State.Flow.Variables.ContainsKey(_name) ? T["{0} is there already.", _name].Value
            : null;
        if (_mistake is null)
        {
            State.Do(new SetVariable(_name, new VariableDefinition("any")));
            State.Seal();
            _name = "";
        }
    }
}
