using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>Template literals.</summary>
internal static class TemplateLiterals
{
    /// <summary>One text of texts and values.</summary>
    public static JsValue Join(JsValue[] parts)
    {
        var texts = new string[parts.Length];
        var length = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            texts[i] = Coerce.ToText(parts[i]);
            length += texts[i].Length;
        }

        Allowance.Current.Charge(length);
        return string.Concat(texts);
    }

    /// <summary>The texts that a tag function gets, from pairs of cooked and raw.</summary>
    public static JsValue Texts(Realm realm, JsValue[] pairs)
    {
        var texts = realm.Array(pairs.Where((_, i) => i % 2 == 0));
        texts.FastAddProperty("raw", realm.Array(pairs.Where((_, i) => i % 2 == 1)), false, false, false);
        return texts;
    }
}
