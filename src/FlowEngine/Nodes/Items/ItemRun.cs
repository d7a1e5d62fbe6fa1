using System.Globalization;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Expressions;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Items;

/// <summary>One execution of a node that works through lists. Keeps the first thing that went wrong, after which it gives nothing.</summary>
internal sealed class ItemRun(NodeContext context, TimeProvider time, CancellationToken cancellationToken)
{
    /// <summary>Most items of a list.</summary>
    public const int MaximumItems = 50_000;

    private const int ItemsBetweenLooks = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ItemScope _scope = new(context.Scope);
    private readonly long _start = time.GetTimestamp();
    private JsonElement _item;
    private int _index;
    private int _entered;

    /// <summary>What the nodes of lists may fail with.</summary>
    public static IReadOnlyDictionary<string, string> Errors { get; } =
        new Dictionary<string, string>
        {
            ["list.type"] = "What should be a list is none; correct the formula.",
            ["list.items"] = "A list is too long; take fewer items.",
            ["list.time"] = "Working through the list takes too long; make the formulas simpler or take fewer items.",
            ["list.by"] = "This is neither the name of a member nor a formula; write price or =item.price.",
            ["output.size"] = "The result is too large; keep only what is needed.",
        };

    /// <summary>What went wrong first; null when nothing did.</summary>
    public NodeError? Error { get; private set; }

    /// <summary>The number of the item at hand, for messages.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"Item {_index + 1}");

    public void Fail(string code, string message) => Error ??= new NodeError(code, message, Retryable: false);

    /// <summary>Evaluates a setting that does not depend on an item.</summary>
    public JsonElement ValueOf(FieldValue value, string label) => Take(value.Evaluate(context.Scope, cancellationToken), label);

    /// <summary>Evaluates a setting that is a list.</summary>
    public JsonElement[] ListOf(FieldValue value, string label)
    {
        var list = ValueOf(value, label);
        return Error is null ? ItemsOf(list, label) : [];
    }

    /// <summary>The items of a list.</summary>
    public JsonElement[] ItemsOf(JsonElement list, string label)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            var found = FieldConversion.IsEmpty(list) ? "nothing" : FieldConversion.Describe(list);
            Fail("list.type", $"{label} is {found}; a list is needed.");
            return [];
        }

        if (list.GetArrayLength() > MaximumItems)
        {
            Fail("list.items", $"{label} has more than {MaximumItems} items.");
            return [];
        }

        return [.. list.EnumerateArray()];
    }

    /// <summary>Goes to an item.</summary>
    /// <returns>False when something went wrong and the work is to be left.</returns>
    public bool Enter(JsonElement item, int index)
    {
        (_item, _index) = (item, index);
        _scope.MoveTo(item, index);
        if (++_entered % ItemsBetweenLooks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(_start) > Limit)
            {
                Fail("list.time", $"Working through the list takes longer than {Limit.TotalSeconds} seconds.");
            }
        }

        return Error is null;
    }

    /// <summary>Takes a value of the item at hand.</summary>
    public JsonElement Read(ItemValue value) => Take(value.Read(_item, _scope, cancellationToken), Place);

    /// <summary>Decides a condition for the item at hand.</summary>
    public bool Holds(ICondition condition)
    {
        var holds = ConditionEvaluation.Holds(condition, _scope, out var problem, cancellationToken);
        return Take(new ExpressionOutcome(default, problem), Place).ValueKind == JsonValueKind.Undefined && Error is null && holds;
    }

    /// <summary>Ends the node.</summary>
    /// <param name="output">What came of the work.</param>
    /// <param name="saveTo">Variable that receives it; empty for none.</param>
    public ValueTask<NodeResult> Finish(JsonOutput output, string? saveTo)
    {
        if (output.IsTooLarge)
        {
            Fail("output.size", $"The result is larger than {JsonOutput.MaximumBytes >> 20} MB. Keep only what is needed.");
        }

        if (Error is { } error)
        {
            return new(new NodeResult.Failed(error));
        }

        var value = output.ToElement();
        if (!string.IsNullOrEmpty(saveTo))
        {
            context.SetVariable(saveTo, value);
        }

        return new(new NodeResult.Completed("next", value));
    }

    private JsonElement Take(ExpressionOutcome outcome, string label)
    {
        if (outcome.Problem is { } problem)
        {
            Fail(problem.Code, $"{label}: {problem.Message}");
        }

        return outcome.Value;
    }
}
