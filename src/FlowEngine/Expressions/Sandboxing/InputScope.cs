using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Quick;
using FlowEngine.Expressions.Syntax;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>What the free names of a script mean, asked for when they are first read and only as far as they are read.</summary>
internal sealed class InputScope : ObjectInstance
{
    private readonly Realm _realm;
    private readonly Dictionary<string, PropertyDescriptor> _values = new(StringComparer.Ordinal);
    private PreparedScript? _script;
    private IExpressionScope? _scope;

    public InputScope(Realm realm)
        : base(realm.Engine) => _realm = realm;

    /// <summary>Sets what the next evaluation reads; null to forget all of it.</summary>
    public void Use(PreparedScript? script, IExpressionScope? scope)
    {
        _values.Clear();
        (_script, _scope) = (script, scope);
    }

    public override PropertyDescriptor GetOwnProperty(string propertyName)
    {
        if (_script is null || _scope is null || !_script.Roots.TryGetValue(propertyName, out var members))
        {
            return PropertyDescriptor.Undefined;
        }

        if (!_values.TryGetValue(propertyName, out var known))
        {
            known = Read(_scope, propertyName, members);
            _values.Add(propertyName, known);
        }

        return known;
    }

    private PropertyDescriptor Read(IExpressionScope scope, string root, IReadOnlyList<string>? members)
    {
        if (!scope.Roots.Contains(root, StringComparer.Ordinal))
        {
            return PropertyDescriptor.Undefined;
        }

        var value = members is null ? ReadWhole(scope, root) : ReadMembers(scope, root, members);
        return new PropertyDescriptor(value, false, true, false);
    }

    private JsValue ReadWhole(IExpressionScope scope, string root) =>
        scope.TryGetRoot(root, out var whole) ? JsonInput.ToValue(_realm, whole) : JsValue.Undefined;

    private JsValue ReadMembers(IExpressionScope scope, string root, IReadOnlyList<string> members)
    {
        var value = _realm.Object();
        foreach (var member in members)
        {
            if (!scope.TryGetMember(root, member, out var element))
            {
                if (scope.IsObject(root) && !PathSteps.IsInherited(member))
                {
                    continue;
                }

                // The root may be no object at all, or the member one that every object has, which may look at all others.
                return ReadWhole(scope, root);
            }

            value.FastSetProperty(member, new PropertyDescriptor(JsonInput.ToValue(_realm, element), true, true, true));
        }

        return value;
    }
}
