using System.Runtime.CompilerServices;
using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>Classes: functions with a prototype, and fields that every new object gets.</summary>
internal static class Classes
{
    private static readonly ConditionalWeakTable<ObjectInstance, List<(string Name, ICallable Value)>> Fields = [];

    /// <summary>Makes a class of its constructor.</summary>
    /// <param name="realm">The engine.</param>
    /// <param name="constructor">The constructor function.</param>
    /// <param name="parent">The class it extends; false for none.</param>
    /// <param name="name">Its name.</param>
    public static JsValue Make(Realm realm, ObjectInstance constructor, JsValue parent, JsValue name)
    {
        var prototype = realm.Object();
        if (parent.IsNull())
        {
            prototype.Prototype = null;
        }
        else if (!parent.IsBoolean())
        {
            var extended = parent.TryCast<IConstructor>() is null
                ? throw realm.TypeError($"Class extends value {Coerce.Describe(parent)}, which is not a constructor or null")
                : parent.AsObject();
            constructor.Prototype = extended;
            prototype.Prototype = extended.Get("prototype").TryCast<ObjectInstance>();
        }

        prototype.FastAddProperty("constructor", constructor, true, false, true);
        constructor.FastAddProperty("prototype", prototype, false, false, false);
        constructor.FastAddProperty("name", name, false, false, true);
        return constructor;
    }

    /// <summary>Adds a field that new objects of a class get.</summary>
    public static JsValue AddField(ObjectInstance prototype, string name, JsValue value)
    {
        Fields.GetOrCreateValue(prototype).Add((name, value.TryCast<ICallable>()));
        return prototype;
    }

    /// <summary>Gives a new object its fields; refuses a class that is called without <c>new</c>.</summary>
    public static JsValue Initialize(Realm realm, JsValue self, ObjectInstance prototype)
    {
        if (!self.IsObject() || !Inherits(self.AsObject(), prototype))
        {
            throw realm.TypeError("A class cannot be called without 'new'");
        }

        if (Fields.TryGetValue(prototype, out var fields))
        {
            foreach (var (name, value) in fields)
            {
                Objects.Define(self.AsObject(), name, value.Call(self, Arguments.Empty), isEnumerable: true);
            }
        }

        return self;
    }

    /// <summary><c>super(…)</c>: the object that the class which is extended makes.</summary>
    public static JsValue CallBase(Realm realm, JsValue parent, JsValue self, JsValue arguments)
    {
        JsValue[] all = [.. ArrayBuiltins.Items(arguments.AsObject())];
        if (parent.TryCast<ScriptFunctionInstance>() is { } function)
        {
            var made = function.Call(self, all);
            return made.IsObject() ? made : self;
        }

        if (parent.TryCast<IConstructor>() is not { } constructor || !self.IsObject())
        {
            throw realm.TypeError("The class that is extended is no constructor");
        }

        var instance = constructor.Construct(all);
        instance.Prototype = self.AsObject().Prototype;
        return instance;
    }

    /// <summary><c>super.name</c>: a member of the prototype, read with the object as <c>this</c>.</summary>
    public static JsValue BaseMember(JsValue prototype, JsValue self, string name)
    {
        if (!prototype.IsObject())
        {
            return JsValue.Undefined;
        }

        var property = prototype.AsObject().GetProperty(name);
        return property == PropertyDescriptor.Undefined ? JsValue.Undefined
            : property.IsDataDescriptor() ? property.Value ?? JsValue.Undefined
            : property.Get?.TryCast<ICallable>()?.Call(self, Arguments.Empty) ?? JsValue.Undefined;
    }

    private static bool Inherits(ObjectInstance value, ObjectInstance prototype)
    {
        for (var step = value.Prototype; step is not null; step = step.Prototype)
        {
            Allowance.Current.Step();
            if (ReferenceEquals(step, prototype))
            {
                return true;
            }
        }

        return false;
    }
}
