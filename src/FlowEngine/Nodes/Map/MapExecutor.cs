using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Items;
using FlowEngine.Running;
using FlowEngine.Schemas;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Nodes.Map;

internal sealed class MapExecutor(TimeProvider time) : INodeExecutor<MapConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(MapConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var run = new ItemRun(context, time, cancellationToken);
        var source = run.ValueOf(config.Source, "The source");
        using var output = new JsonOutput();
        if (run.Error is not null)
        {
            return run.Finish(output, config.SaveTo);
        }

        var mapping = new Mapping(config, context, run);
        if (source.ValueKind == JsonValueKind.Array)
        {
            var items = run.ItemsOf(source, "The source");
            output.Writer.WriteStartArray();
            for (var i = 0; i < items.Length && run.Enter(items[i], i) && !output.IsTooLarge; i++)
            {
                mapping.Write(output, FormattableString.Invariant($"Item {i + 1}: "), cancellationToken);
            }

            output.Writer.WriteEndArray();
        }
        else
        {
            _ = run.Enter(source, 0);
            mapping.Write(output, "", cancellationToken);
        }

        mapping.TellWarnings();
        return run.Finish(output, config.SaveTo);
    }

    /// <summary>One execution: maps what the run stands at.</summary>
    private sealed class Mapping(MapConfig config, NodeContext context, ItemRun run)
    {
        private const int MaximumWarnings = 20;

        private readonly ItemValue[] _from = [.. config.Fields.Select(f => new ItemValue(f.From))];
        private readonly JsonElement[] _values = new JsonElement[config.Fields.Count];
        private int _warnings;

        public void Write(JsonOutput output, string place, CancellationToken cancellationToken)
        {
            for (var i = 0; i < _values.Length && run.Error is null; i++)
            {
                _values[i] = Take(i, place);
            }

            if (run.Error is not null)
            {
                return;
            }

            if (config.Schema.ValueKind == JsonValueKind.Undefined)
            {
                config.Target.Write(output, _values);
                return;
            }

            using var one = new JsonOutput();
            config.Target.Write(one, _values);
            var mapped = one.ToElement();
            Check(mapped, place, cancellationToken);
            output.Write(mapped);
        }

        public void TellWarnings()
        {
            if (_warnings > MaximumWarnings)
            {
                context.Note(LogLevel.Warning, FormattableString.Invariant($"{_warnings - MaximumWarnings} more warnings of the same kind."));
            }
        }

        private JsonElement Take(int index, string place)
        {
            var field = config.Fields[index];
            var value = field.From is null ? default : run.Read(_from[index]);
            if (run.Error is null && IsThere(value, field.Type))
            {
                if (ValueConversion.TryConvert(value, field.Type, context.Reading.Zone, out var converted))
                {
                    return converted;
                }

                Report("map.convert", $"{place}{field.To} cannot be made of {FieldConversion.Describe(value)}: it must be \"{LabelOf(field.Type)}\".");
                return DefaultOf(field);
            }

            var given = DefaultOf(field);
            if (field.Required && !ValueComparison.IsSet(given))
            {
                Report("map.missing", $"{place}{field.To} is missing in the source.");
            }

            return given;
        }

        /// <summary>A text of blanks is no number and no date either: it is not there.</summary>
        private static bool IsThere(JsonElement value, string type) =>
            ValueComparison.IsSet(value) && (type is "any" or "text" or "list" || value.ValueKind != JsonValueKind.String || !ValueComparison.IsEmpty(value));

        private JsonElement DefaultOf(MapField field) => field.Default is null ? default : run.ValueOf(field.Default, $"The default of {field.To}");

        private static string LabelOf(string type) => MapNode.Types.First(t => t.Value == type).Label;

        private void Check(JsonElement mapped, string place, CancellationToken cancellationToken)
        {
            try
            {
                foreach (var (pointer, message) in config.Checked.Check(mapped, cancellationToken))
                {
                    Report("map.schema", $"{place}{(pointer.Length == 0 ? "the result" : pointer)}: {message}");
                }
            }
            catch (SchemaLimitException e)
            {
                run.Fail("schema.limit", e.Message);
            }
        }

        private void Report(string code, string message)
        {
            if (config.OnMissing == MapNode.Fail)
            {
                run.Fail(code, message);
            }
            else if (++_warnings <= MaximumWarnings)
            {
                context.Note(LogLevel.Warning, message);
            }
        }
    }
}
