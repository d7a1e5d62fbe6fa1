using System.Text;
using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Aggregate;

/// <summary>The figures of one group of items while they grow.</summary>
internal sealed class AggregateGroup(AggregateConfig config, JsonElement key, TimeZoneInfo zone)
{
    private readonly Figure[] _figures = [.. config.Values.Select(v => new Figure(v, zone))];

    /// <summary>Two values of the same key are of the same group: 5 and 5.0 are, 5 and "5" are not.</summary>
    public static string KeyOf(JsonElement value) => ValueComparison.IsSet(value) ? ScriptJson.Write(value) : "null";

    /// <summary>Takes a value that is set.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Add(int figure, JsonElement value) => _figures[figure].Add(value);

    public void Write(JsonOutput output, bool withKey)
    {
        output.Writer.WriteStartObject();
        if (withKey)
        {
            output.Writer.WritePropertyName(AggregateNode.Key);
            output.Write(key);
        }

        foreach (var figure in _figures)
        {
            output.Writer.WritePropertyName(figure.Name);
            figure.Write(output);
        }

        output.Writer.WriteEndObject();
    }

    private sealed class Figure(AggregateValue value, TimeZoneInfo zone)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<JsonElement> _distinct = [];
        private readonly StringBuilder _text = new();
        private JsonElement _chosen;
        private decimal _sum;
        private double _rest;
        private int _count;

        public string Name => value.Name;

        public string? Add(JsonElement added)
        {
            _count++;
            switch (value.Operation)
            {
                case "sum" or "average":
                    return AddNumber(added);
                case "min" or "max":
                    return Choose(added);
                case "first":
                    _chosen = _count == 1 ? added : _chosen;
                    return null;
                case "last":
                    _chosen = added;
                    return null;
                case "distinct":
                    if (_seen.Add(KeyOf(added)))
                    {
                        _distinct.Add(added);
                    }

                    return null;
                case "join":
                    _text.Append(_count == 1 ? "" : value.Separator).Append(ValueComparison.TextOf(added));
                    return _text.Length > JsonOutput.MaximumBytes ? "the joined text is too long." : null;
                default:
                    return null;
            }
        }

        public void Write(JsonOutput output)
        {
            switch (value.Operation)
            {
                case "count":
                    output.Writer.WriteNumberValue(_count);
                    break;
                case "sum":
                    WriteNumber(output, 1);
                    break;
                case "average" when _count > 0:
                    WriteNumber(output, _count);
                    break;
                case "distinct":
                    output.Writer.WriteStartArray();
                    _distinct.ForEach(output.Write);
                    output.Writer.WriteEndArray();
                    break;
                case "join":
                    output.Writer.WriteStringValue(_text.ToString());
                    break;
                default:
                    output.Write(_chosen);
                    break;
            }
        }

        /// <summary>Money is added without the errors of binary fractions, as long as the numbers allow it.</summary>
        private string? AddNumber(JsonElement added)
        {
            if (!ValueComparison.TryNumber(added, out var number))
            {
                return "this is no number.";
            }

            // A tenth of the range of decimal leaves room for any number of items.
            if (Math.Abs(number) < 1e24 && Math.Abs(_sum) < 1e27m)
            {
                _sum += added.ValueKind == JsonValueKind.Number && added.TryGetDecimal(out var exact) ? exact : (decimal)number;
            }
            else
            {
                _rest += number;
            }

            return null;
        }

        private string? Choose(JsonElement added)
        {
            if (_chosen.ValueKind == JsonValueKind.Undefined)
            {
                _chosen = added;
                return null;
            }

            if (ValueComparison.Order(added, _chosen, ignoreCase: false, zone) is not { } order)
            {
                return "this cannot be compared with the values before it.";
            }

            _chosen = (value.Operation == "min" ? order < 0 : order > 0) ? added : _chosen;
            return null;
        }

        private void WriteNumber(JsonOutput output, int divisor)
        {
            if (_rest != 0)
            {
                output.Writer.WriteNumberValue(((double)_sum + _rest) / divisor);
            }
            else if (divisor == 1)
            {
                // Without the zeros at the end: 0.10 + 0.20 is 0.3.
                output.Writer.WriteNumberValue(_sum / 1.0000000000000000000000000000m);
            }
            else
            {
                output.Writer.WriteNumberValue((double)(_sum / divisor));
            }
        }
    }
}
