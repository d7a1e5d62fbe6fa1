using System.Reflection;
using System.Text;

namespace FlowDesigner.Web.Tests.Architecture;

/// <summary>Writes down what an assembly shows to others, one line a type or member.</summary>
internal static class PublicApi
{
    private const BindingFlags Shown =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(KindOf(type)).Append(' ').Append(NameOf(type)).Append('\n');
            foreach (var line in MembersOf(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type);
        }

        var generated = IsRecord(type) ? RecordMembers : [];
        return type.GetMembers(Shown).Where(m => !generated.Contains(m.Name)).Select(Line).OfType<string>();
    }

    private static readonly HashSet<string> RecordMembers =
    [
        "Equals",
        "GetHashCode",
        "ToString",
        "Deconstruct",
        "op_Equality",
        "op_Inequality",
        "<Clone>$",
    ];

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || IsRecordStruct(type);

    private static bool IsRecordStruct(Type type) =>
        type.IsValueType
        && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static string? Line(MemberInfo member) =>
        member switch
        {
            ConstructorInfo c => $".ctor({Parameters(c)})",
            PropertyInfo p => $"{p.Name}: {NameOf(p.PropertyType)}",
            FieldInfo f => $"{f.Name}: {NameOf(f.FieldType)}",
            EventInfo e => $"event {e.Name}: {NameOf(e.EventHandlerType!)}",
            MethodInfo { IsSpecialName: false } m => $"{m.Name}({Parameters(m)}): {NameOf(m.ReturnType)}",
            _ => null,
        };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{NameOf(p.ParameterType)} {p.Name}"));

    private static string KindOf(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: false } => "open class",
            _ => "class",
        };

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return NameOf(inner) + "?";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        if (type.IsByRef)
        {
            return "ref " + NameOf(type.GetElementType()!);
        }

        if (!type.IsGenericType)
        {
            return type.IsGenericParameter || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
                ? type.Name
                : (type.FullName ?? type.Name).Replace('+', '.');
        }

        var definition = type.GetGenericTypeDefinition();
        var name = definition.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
            ? definition.Name
            : (definition.FullName ?? definition.Name).Replace('+', '.');
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
