using System.Reflection;
using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>Chooses, by the type of a setting, how what is written becomes its value.</summary>
internal static class FieldBinders
{
    private static readonly MethodInfo ItemsOf = typeof(FieldBinders).GetMethod(
        nameof(ForItems),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>The binder of settings of type <typeparamref name="T"/>.</summary>
    public static FieldBinder For<T>(object? fallback)
    {
        if (typeof(T) == typeof(FieldValue))
        {
            return BindDeferred;
        }

        if (typeof(T) == typeof(IReadOnlyDictionary<string, FieldValue>))
        {
            return BindDeferredMap;
        }

        if (typeof(T) == typeof(IReadOnlyDictionary<string, string>))
        {
            return BindMap<string>;
        }

        if (typeof(T) == typeof(IReadOnlyDictionary<string, JsonElement>))
        {
            return BindMap<JsonElement>;
        }

        if (
            typeof(T) is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            && type.GetGenericArguments()[0] is { IsClass: true } item
            && item != typeof(string)
        )
        {
            return ItemsOf.MakeGenericMethod(item).CreateDelegate<FieldBinder>();
        }

        var value = fallback is null ? default! : (T)fallback; // null is the default of a setting that takes null
        return (written, field, session) => BindValue(written, field, session, value);
    }

    private static FieldBinding BindValue<T>(JsonElement written, FieldDefinition field, BindingSession session, T fallback)
    {
        if (IsMissing(written, field))
        {
            if (field.Required)
            {
                session.Report("config.required", $"Fill in \"{field.Label}\".");
            }

            return new FixedField<T>(fallback);
        }

        var source = typeof(T) == typeof(IReadOnlyList<string>) ? CompileTexts(written, field, session) : session.Compile(written, field);
        if (!source.IsLiteral)
        {
            return new ComputedField<T>(source, field.Label, field.Required, fallback);
        }

        var literal = source.Evaluate(NoScope.Instance, default).Value;
        if (FieldConversion<T>.TryConvert(literal, out var value))
        {
            return new FixedField<T>(value);
        }

        session.Report(
            "config.type",
            $"\"{field.Label}\" is {FieldConversion.Describe(literal)}; {FieldConversion<T>.Wanted}."
        );
        return new FixedField<T>(fallback);
    }

    /// <summary>Absent, or an empty text where one is required.</summary>
    private static bool IsMissing(JsonElement written, FieldDefinition field) =>
        FieldConversion.IsEmpty(written)
        || (field.Required && written.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(written.GetString()));

    /// <summary>A list of texts: one expression for the whole, or texts that may be templates each.</summary>
    private static FieldValue CompileTexts(JsonElement written, FieldDefinition field, BindingSession session)
    {
        if (written.ValueKind != JsonValueKind.Array)
        {
            return session.Compile(written, field);
        }

        var items = new List<FieldValue>();
        var index = 0;
        foreach (var item in written.EnumerateArray())
        {
            items.Add(session.At(index++).Compile(item, field));
        }

        return new ListValue(items).Simplify();
    }

    private static FixedField<FieldValue> BindDeferred(JsonElement written, FieldDefinition field, BindingSession session)
    {
        if (FieldConversion.IsEmpty(written))
        {
            if (field.Required)
            {
                session.Report("config.required", $"Fill in \"{field.Label}\".");
            }

            return new FixedField<FieldValue>(null!); // a required one is never executed, the type of any other takes null
        }

        var value = session.Compile(written, field);
        if (
            field.Kind == FieldKind.Condition
            && value.IsLiteral
            && written.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
        )
        {
            session.Report("config.condition", $"\"{field.Label}\" is a condition: start it with =, for example =vars.total > 100.");
        }

        return new FixedField<FieldValue>(value, [value]);
    }

    private static FixedField<IReadOnlyDictionary<string, FieldValue>> BindDeferredMap(
        JsonElement written,
        FieldDefinition field,
        BindingSession session
    )
    {
        var map = CompileMap(written, field, session);
        return new FixedField<IReadOnlyDictionary<string, FieldValue>>(map, map.Values);
    }

    private static FieldBinding BindMap<T>(JsonElement written, FieldDefinition field, BindingSession session)
    {
        var map = new Dictionary<string, FieldBinding<T>>(StringComparer.Ordinal);
        foreach (var (name, value) in CompileMap(written, field, session))
        {
            map[name] = value.IsLiteral
                ? new FixedField<T>(FieldConversion<T>.TryConvert(value.Evaluate(NoScope.Instance, default).Value, out var v) ? v : default!)
                : new ComputedField<T>(value, $"{field.Label} {name}", required: false, default!); // empty values are left to the node
        }

        IReadOnlyDictionary<string, T> ResolveAll(FieldResolution resolution)
        {
            var result = new Dictionary<string, T>(map.Count, StringComparer.Ordinal);
            foreach (var (name, binding) in map)
            {
                result[name] = binding.Resolve(resolution);
            }

            return result;
        }

        return map.Values.All(b => b.IsFixed)
            ? new FixedField<IReadOnlyDictionary<string, T>>(ResolveAll(new FieldResolution(NoScope.Instance)))
            : new CompositeField<IReadOnlyDictionary<string, T>>(ResolveAll, [.. map.Values.SelectMany(b => b.Values)]);
    }

    private static Dictionary<string, FieldValue> CompileMap(JsonElement written, FieldDefinition field, BindingSession session)
    {
        var map = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        if (written.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in written.EnumerateObject())
            {
                map[member.Name] = session.At(member.Name).Compile(member.Value, field);
            }
        }
        else if (!FieldConversion.IsEmpty(written))
        {
            session.Report("config.type", $"\"{field.Label}\" is {FieldConversion.Describe(written)}; give values by name.");
        }

        if (map.Count == 0 && field.Required)
        {
            session.Report("config.required", $"Add at least one value to \"{field.Label}\".");
        }

        return map;
    }

    private static FieldBinding ForItems<TItem>(JsonElement written, FieldDefinition field, BindingSession session)
        where TItem : class
    {
        if (written.ValueKind == JsonValueKind.String && field.Expression && session.Compile(written, field) is { IsLiteral: false } whole)
        {
            return new ComputedField<IReadOnlyList<TItem>>(whole, field.Label, field.Required, []);
        }

        var items = new List<BoundConfig<TItem>>();
        if (written.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in written.EnumerateArray())
            {
                items.Add(BoundConfig<TItem>.Bind(item, field.Fields ?? [], session.At(index++)));
            }
        }
        else if (!FieldConversion.IsEmpty(written))
        {
            session.Report("config.type", $"\"{field.Label}\" is {FieldConversion.Describe(written)}; give a list.");
        }

        if (items.Count == 0 && field.Required)
        {
            session.Report("config.required", $"Add at least one item to \"{field.Label}\".");
        }

        IReadOnlyList<TItem> ResolveAll(FieldResolution resolution) => items.ConvertAll(i => i.Resolve(resolution));
        var values = items.SelectMany(i => i.Values).ToList();
        return items.TrueForAll(i => i.IsFixed)
            ? new FixedField<IReadOnlyList<TItem>>(ResolveAll(new FieldResolution(NoScope.Instance)), values)
            : new CompositeField<IReadOnlyList<TItem>>(ResolveAll, values);
    }
}
