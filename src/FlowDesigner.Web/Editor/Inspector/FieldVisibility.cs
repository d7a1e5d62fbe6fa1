using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Which settings a form shows: those whose condition the choice beside them meets.</summary>
internal static class FieldVisibility
{
    /// <summary>Decides for one setting.</summary>
    /// <param name="field">The setting.</param>
    /// <param name="fields">All settings beside it.</param>
    /// <param name="values">The object they stand in.</param>
    /// <returns>True when it is shown.</returns>
    public static bool IsShown(FieldDefinition field, IEnumerable<FieldDefinition> fields, JsonElement values)
    {
        if (field.ShownWhen is not { } condition)
        {
            return true;
        }

        var chosen =
            values.ValueKind == JsonValueKind.Object && values.TryGetProperty(condition.Field, out var written)
                ? written
                : fields.FirstOrDefault(f => f.Name == condition.Field)?.Default ?? default;
        // A choice that is a formula may turn out any way.
        return chosen.ValueKind != JsonValueKind.String
            || chosen.GetString() is not { } text
            || text.StartsWith('=')
            || condition.Values.Contains(text);
    }
}
