using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>
/// How to make a <typeparamref name="TConfig"/> of bound settings: its constructor as a delegate, compiled once per type,
/// so that no setting goes through JSON or a box on its way.
/// </summary>
internal static class ConfigShape<TConfig>
    where TConfig : class
{
    private static readonly ConstructorInfo Constructor = typeof(TConfig)
        .GetConstructors()
        .OrderByDescending(c => c.GetParameters().Length)
        .First();

    private static readonly Lazy<Func<FieldBinding[], FieldResolution, TConfig>> Compiled = new(CompileConstructor);

    /// <summary>The settings, in the order of the constructor's parameters.</summary>
    public static IReadOnlyList<ConfigParameter> Parameters { get; } =
        [.. Constructor.GetParameters().Select(ConfigParameter.Of)];

    public static TConfig Construct(FieldBinding[] bindings, FieldResolution resolution) =>
        Compiled.Value(bindings, resolution);

    /// <summary>Makes a getter of a setting, for the interpreter's own needs.</summary>
    public static Func<TConfig, string?>? GetterOf(string name)
    {
        var property = typeof(TConfig).GetProperty(name);
        return property?.PropertyType == typeof(string) ? property.GetMethod!.CreateDelegate<Func<TConfig, string?>>() : null;
    }

    private static Func<FieldBinding[], FieldResolution, TConfig> CompileConstructor()
    {
        var bindings = Expression.Parameter(typeof(FieldBinding[]));
        var resolution = Expression.Parameter(typeof(FieldResolution));
        var arguments = Constructor
            .GetParameters()
            .Select(
                (p, i) =>
                {
                    var typed = typeof(FieldBinding<>).MakeGenericType(p.ParameterType);
                    var binding = Expression.Convert(Expression.ArrayIndex(bindings, Expression.Constant(i)), typed);
                    return Expression.Call(binding, nameof(FieldBinding<>.Resolve), null, resolution);
                }
            );
        return Expression
            .Lambda<Func<FieldBinding[], FieldResolution, TConfig>>(Expression.New(Constructor, arguments), bindings, resolution)
            .Compile();
    }
}

/// <summary>One positional parameter of a config record.</summary>
internal sealed record ConfigParameter(string JsonName, bool HasDefault, FieldBinder Bind)
{
    private static readonly MethodInfo BinderOf = typeof(FieldBinders).GetMethod(nameof(FieldBinders.For))!;

    public static ConfigParameter Of(ParameterInfo parameter)
    {
        var binder = (FieldBinder)
            BinderOf
                .MakeGenericMethod(parameter.ParameterType)
                .Invoke(null, [parameter.HasDefaultValue ? parameter.DefaultValue : null])!; // For never returns null
        return new(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!), parameter.HasDefaultValue, binder);
    }
}

/// <summary>Binds one setting.</summary>
/// <param name="written">The value as written; undefined when absent.</param>
/// <param name="field">What the setting is.</param>
/// <param name="session">Collects problems.</param>
/// <returns>How it gets its value.</returns>
internal delegate FieldBinding FieldBinder(JsonElement written, FieldDefinition field, BindingSession session);
