using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Problems;

/// <summary>Checks the draft a moment after the latest change, as publishing would, with the rest of the bot around it.</summary>
internal sealed class DraftChecker : IAsyncDisposable
{
    /// <summary>Quiet time after the latest change.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    private readonly EditorState _state;
    private readonly IFlowLibrary _library;
    private readonly ITimer _timer;
    private BotBundle _bundle;
    private FlowDefinition? _checked;
    private BotDefinition? _checkedBot;

    /// <summary>Starts watching the state.</summary>
    /// <param name="state">What is edited.</param>
    /// <param name="bundle">The bot around it.</param>
    /// <param name="library">Knows the rules.</param>
    /// <param name="time">The clock of the delay.</param>
    /// <param name="onCircuit">Runs work where the state may be touched.</param>
    public DraftChecker(
        EditorState state,
        BotBundle bundle,
        IFlowLibrary library,
        TimeProvider time,
        Func<Func<Task>, Task> onCircuit
    )
    {
        (_state, _bundle, _library) = (state, bundle, library);
        _timer = time.CreateTimer(_ => _ = onCircuit(CheckOnCircuit), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _state.Changed += OnChanged;
    }

    /// <summary>The bot with the flow as it stands on the screen.</summary>
    public BotBundle Bundle =>
        _bundle with
        {
            Bot = _state.Bot,
            Flows = Ordered.With(_bundle.Flows, _state.Flow.Id, _state.Flow),
        };

    /// <summary>Takes over the bot after it was read again.</summary>
    public void Around(BotBundle bundle) => _bundle = bundle;

    /// <summary>Checks at once.</summary>
    public void Check()
    {
        (_checked, _checkedBot) = (_state.Flow, _state.Bot);
        _state.ShowProblems(_library.Validate(Bundle));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _state.Changed -= OnChanged;
        return _timer.DisposeAsync();
    }

    private Task CheckOnCircuit()
    {
        Check();
        return Task.CompletedTask;
    }

    private void OnChanged()
    {
        if (!ReferenceEquals(_checked, _state.Flow) || !ReferenceEquals(_checkedBot, _state.Bot))
        {
            _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }
}
