using System.Text;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Definition;

namespace Connectors.OpenApi.Making;

/// <summary>Names of settings of one operation: names in expressions, each once, none of those the contract adds.</summary>
internal sealed class FieldNames
{
    private readonly HashSet<string> _taken = new([.. OperationDefinition.AddedFields, ReadAll.Field, ReadAll.LimitField], StringComparer.Ordinal);

    /// <summary>Takes a name.</summary>
    /// <param name="wire">Name in the request, such as <c>X-Request-ID</c> or <c>filter[name]</c>.</param>
    /// <param name="place">Word that sets names apart which clash, such as <c>query</c>.</param>
    /// <returns>A name such as <c>xRequestID</c>.</returns>
    public string Take(string wire, string place)
    {
        var name = OperationKeys.From(wire) ?? place;
        var candidate = name;
        for (var i = 1; !_taken.Add(candidate); i++)
        {
            var suffix = i == 1 ? char.ToUpperInvariant(place[0]) + place[1..] : $"{i}";
            candidate = name[..Math.Min(name.Length, Identifiers.MaximumLength - suffix.Length)] + suffix;
        }

        return candidate;
    }

    /// <summary>The label of a name: <c>customerId</c> and <c>customer_id</c> read as "Customer id".</summary>
    public static string Label(string wire)
    {
        var label = new StringBuilder();
        for (var i = 0; i < wire.Length && label.Length < 60; i++)
        {
            var c = wire[i];
            if (c is '_' or '.' or '[' or ']' or '-' or '$' or ' ')
            {
                if (label.Length > 0 && label[^1] != ' ')
                {
                    label.Append(' ');
                }
            }
            else if (char.IsUpper(c) && i > 0 && char.IsLower(wire[i - 1]))
            {
                label.Append(' ').Append(i + 1 < wire.Length && char.IsUpper(wire[i + 1]) ? c : char.ToLowerInvariant(c));
            }
            else
            {
                label.Append(label.Length == 0 ? char.ToUpperInvariant(c) : c);
            }
        }

        return label.ToString().Trim() is { Length: > 0 } text ? text : "Value";
    }
}
