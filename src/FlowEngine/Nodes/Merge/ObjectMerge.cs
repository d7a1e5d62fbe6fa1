using System.Text.Json;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Merge;

/// <summary>Merges two objects: members in the order in which they first stand.</summary>
/// <param name="lastWins">True when the second object's member counts where both have it.</param>
/// <param name="deep">True to merge members that are objects in both; lists are never merged.</param>
internal sealed class ObjectMerge(bool lastWins, bool deep)
{
    public void Write(JsonOutput output, JsonElement first, JsonElement second)
    {
        output.Writer.WriteStartObject();
        foreach (var member in first.EnumerateObject())
        {
            if (!second.TryGetProperty(member.Name, out var other))
            {
                output.Write(member.Name, member.Value);
            }
            else if (deep && member.Value.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
            {
                output.Writer.WritePropertyName(member.Name);
                Write(output, member.Value, other);
            }
            else
            {
                output.Write(member.Name, lastWins ? other : member.Value);
            }
        }

        foreach (var member in second.EnumerateObject())
        {
            if (!first.TryGetProperty(member.Name, out _))
            {
                output.Write(member.Name, member.Value);
            }
        }

        output.Writer.WriteEndObject();
    }
}
