using System.Globalization;
using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Running;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Parser;
using Jint.Runtime;
using Jint.Runtime.Environments;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>One frozen Jint engine, used by one evaluation at a time and reused after it.</summary>
internal sealed class Sandbox
{
    private const int MaxFunctions = 500;

    private readonly Realm _realm;
    private readonly InputScope _input;
    private readonly LexicalEnvironment _environment;
    private readonly Dictionary<PreparedScript, ScriptFunctionInstance> _functions = new(ReferenceEqualityComparer.Instance);

    public Sandbox()
    {
        var engine = new Engine(options =>
            options.Strict().DiscardGlobal().Culture(CultureInfo.InvariantCulture).LocalTimeZone(TimeZoneInfo.Utc)
        );
        _realm = new Realm(engine);
        ArrayBuiltins.Install(_realm);
        StringBuiltins.Install(_realm);
        RegExpBuiltins.Install(_realm);
        ObjectBuiltins.Install(_realm);
        JsonBuiltins.Install(_realm);
        NumberBuiltins.Install(_realm);
        DateBuiltins.Install(_realm);
        CollectionBuiltins.Install(_realm);
        GlobalBuiltins.Install(_realm);
        IntlBuiltins.Install(_realm);
        Freezing.Apply(_realm);
        _input = new InputScope(_realm);
        _environment = LexicalEnvironment.NewObjectEnvironment(engine, _input, engine.GlobalEnvironment, false);
    }

    /// <summary>Evaluates.</summary>
    /// <returns>The result as JSON text, null for undefined.</returns>
    /// <exception cref="LimitExceededException">A limit was exceeded: do not use this sandbox again.</exception>
    /// <exception cref="JavaScriptException">The script threw.</exception>
    public string? Run(
        PreparedScript script,
        IExpressionScope scope,
        DateTimeOffset now,
        ExpressionLimits limits,
        CancellationToken cancellationToken
    )
    {
        var settings = scope.Settings;
        _realm.Now = settings.Now ?? now;
        _realm.Zone = settings.Zone ?? TimeZoneInfo.Utc;
        _realm.Culture = settings.Culture;
        _realm.Random = settings.Seed is { } seed ? new Random(seed) : Random.Shared;
        _input.Use(script, scope);
        Allowance.Start(_realm, limits, cancellationToken);
        try
        {
            var value = FunctionOf(script).Call(JsValue.Undefined, Arguments.Empty);
            var json = new JsonWriter(_realm, JsValue.Undefined, string.Empty).Write(value);
            return json?.Length > limits.ResultCharacters
                ? throw new LimitExceededException(
                    "expression.size",
                    $"The result is longer than {limits.ResultCharacters} characters."
                )
                : json;
        }
        finally
        {
            Allowance.Stop();
            _input.Use(null, null);
        }
    }

    /// <summary>What a script threw and where it stood.</summary>
    public ScriptFailure Explain(JavaScriptException failure)
    {
        var node = _realm.Engine.GetLastSyntaxNode();
        return new ScriptFailure(Describe(failure.Error, node as MemberName), node?.Location ?? failure.Location);
    }

    /// <summary>Where the script was when it was stopped; null when it is not known.</summary>
    public Location? Place => _realm.Engine.GetLastSyntaxNode()?.Location;

    private static string Describe(JsValue error, MemberName? member)
    {
        if (!error.IsObject())
        {
            return $"Uncaught {TypeConverter.ToString(error)}";
        }

        if (error.AsObject() is ThrownValue thrown)
        {
            return $"Uncaught {(thrown.Value.IsObject() ? MessageOf(thrown.Value.AsObject()) : TypeConverter.ToString(thrown.Value))}";
        }

        var message = MessageOf(error.AsObject());
        return message.Length == 0 && member is not null
            ? $"Cannot read '{member.Name}' of {(member.Owner.Length == 0 ? "a value that is" : $"'{member.Owner}', which is")} null or undefined."
            : $"{TextOf(error.AsObject(), "name", "Error")}: {(message.Length == 0 ? "Cannot read a member of null or undefined" : message)}";
    }

    private static string MessageOf(ObjectInstance error) => TextOf(error, "message", string.Empty);

    // Only what is a text already: conversions run code of the script, which is over.
    private static string TextOf(ObjectInstance value, string name, string whenAbsent)
    {
        for (var o = value; o is not null; o = o.Prototype)
        {
            var property = o.GetOwnProperty(name);
            if (property.Value is { } text && text.IsString())
            {
                return text.AsString() is { Length: > 300 } whole ? $"{whole[..300]}…" : text.AsString();
            }

            if (property.IsAccessorDescriptor() && property.Get.TryCast<FunctionInstance>() is Jint.Runtime.Interop.ClrFunctionInstance own)
            {
                var inherited = own.Call(value, Arguments.Empty);
                return inherited.IsString() ? inherited.AsString() : whenAbsent;
            }
        }

        return whenAbsent;
    }

    private ScriptFunctionInstance FunctionOf(PreparedScript script)
    {
        if (!_functions.TryGetValue(script, out var function))
        {
            if (_functions.Count >= MaxFunctions)
            {
                _functions.Clear();
            }

            function = new ScriptFunctionInstance(_realm.Engine, script.Function, _environment, true);
            _functions.Add(script, function);
        }

        return function;
    }
}
