using System.Text.Json;

namespace FlowEngine.Connecting.Calling;

/// <summary>Finds values in answers by the names of members.</summary>
public static class JsonMembers
{
    /// <summary>Follows members.</summary>
    /// <param name="value">Where to start.</param>
    /// <param name="path">Names with dots between them, for example <c>data.items</c>; empty for the value itself.</param>
    /// <param name="found">What is there.</param>
    /// <returns>False when a member on the way is not there.</returns>
    public static bool TryFollow(JsonElement value, string path, out JsonElement found)
    {
        found = value;
        if (path.Length == 0)
        {
            return found.ValueKind is not JsonValueKind.Undefined;
        }

        foreach (var name in path.Split('.'))
        {
            if (found.ValueKind is not JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return false;
            }
        }

        return true;
    }
}
