using System.Globalization;
using System.Text;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>String functions without regular expressions, free of the thread's culture.</summary>
internal static class StringBuiltins
{
    private const int MaxLength = 500_000_000;
    private const long MaxComparisons = 5_000_000_000;

    /// <summary>White space and line ends of ECMAScript 5.1, section 15.5.4.20.</summary>
    public static readonly char[] WhiteSpace =
    [
        .. " \t\n\r\v\f\u00a0\ufeff\u2028\u2029\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ];

    public static void Install(Realm realm)
    {
        Define(realm, "trimStart", 0, (s, _) => s.TrimStart(WhiteSpace));
        Define(realm, "trimEnd", 0, (s, _) => s.TrimEnd(WhiteSpace));
        Define(realm, "trimLeft", 0, (s, _) => s.TrimStart(WhiteSpace));
        Define(realm, "trimRight", 0, (s, _) => s.TrimEnd(WhiteSpace));
        Define(realm, "valueOf", 0, (s, _) => s);
        Define(realm, "at", 1, (s, a) => CharacterAt(s, Coerce.ToInteger(a.At(0))));
        Define(realm, "codePointAt", 1, (s, a) => CodePointAt(s, Coerce.ToInteger(a.At(0))));
        Define(realm, Iteration.IteratorName, 0, (s, _) => new ScriptIterator(realm, Iteration.Of(realm, s)));
        realm.Define(realm.Engine.String, "fromCodePoint", 1, (_, a) => FromCodePoints(realm, a));
        realm.Define(realm.Engine.String, "raw", 1, (_, a) => Raw(realm, a));
        Define(realm, "trim", 0, (s, _) => s.Trim(WhiteSpace));
        Define(realm, "concat", 1, (s, a) => Concat(s, a));
        Define(realm, "normalize", 0, (s, a) => s.Normalize(FormOf(realm, a.At(0))));
        Define(realm, "toLowerCase", 0, (s, _) => ToLower(s, CultureInfo.InvariantCulture));
        Define(realm, "toUpperCase", 0, (s, _) => ToUpper(s, CultureInfo.InvariantCulture));
        Define(realm, "toLocaleLowerCase", 0, (s, a) => ToLower(s, realm.CultureOf(a.At(0))));
        Define(realm, "toLocaleUpperCase", 0, (s, a) => ToUpper(s, realm.CultureOf(a.At(0))));
        Define(realm, "localeCompare", 1, (s, a) => Compare(realm, s, a));
        Define(realm, "repeat", 1, (s, a) => Repeat(realm, s, Coerce.ToInteger(a.At(0))));
        Define(realm, "padStart", 2, (s, a) => Padding(realm, s, a) + s);
        Define(realm, "padEnd", 2, (s, a) => s + Padding(realm, s, a));
        Define(realm, "includes", 1, (s, a) => IndexOf(s, Search(realm, a), Position(a.At(1), s)) >= 0);
        Define(realm, "indexOf", 1, (s, a) => IndexOf(s, Coerce.ToText(a.At(0)), Position(a.At(1), s)));
        Define(realm, "lastIndexOf", 1, (s, a) => LastIndexOf(s, Coerce.ToText(a.At(0)), Coerce.ToNumber(a.At(1))));
        Define(realm, "startsWith", 1, (s, a) => s.AsSpan(Position(a.At(1), s)).StartsWith(Search(realm, a), StringComparison.Ordinal));
        Define(realm, "endsWith", 1, (s, a) => EndsWith(realm, s, a));
    }

    /// <summary>Defines a function of strings; called on null or undefined it throws.</summary>
    public static void Define(Realm realm, string name, int length, Func<string, JsValue[], JsValue> body) =>
        realm.Define(
            realm.Engine.String.PrototypeObject,
            name,
            length,
            (self, arguments) =>
                self.IsUndefined() || self.IsNull()
                    ? throw realm.TypeError($"String.prototype.{name} called on null or undefined")
                    : body(Coerce.ToText(self), arguments)
        );

    /// <summary>Finds a text in a text; refuses a search that could take seconds.</summary>
    public static int IndexOf(string text, string search, int start)
    {
        CheckSearch(text, search);
        return text.IndexOf(search, start, StringComparison.Ordinal);
    }

    private static int LastIndexOf(string text, string search, double position)
    {
        CheckSearch(text, search);
        var start = double.IsNaN(position) ? text.Length : (int)Math.Clamp(Math.Truncate(position), 0, text.Length);
        return text.AsSpan(0, Math.Min(text.Length, start + search.Length)).LastIndexOf(search, StringComparison.Ordinal);
    }

    // Where text and search are alike, every place of the text is compared with most of the search.
    private static void CheckSearch(string text, string search)
    {
        if ((long)text.Length * search.Length > MaxComparisons)
        {
            throw new LimitExceededException("expression.steps", "A long text is searched for a long text.");
        }
    }

    private static string Concat(string text, JsValue[] arguments)
    {
        var result = new LimitedText();
        result.Append(text);
        foreach (var argument in arguments)
        {
            result.Append(Coerce.ToText(argument));
        }

        return result.ToString();
    }

    private static JsValue CharacterAt(string text, double index)
    {
        index = index < 0 ? text.Length + index : index;
        return index >= 0 && index < text.Length ? text.Substring((int)index, 1) : JsValue.Undefined;
    }

    private static JsValue CodePointAt(string text, double index)
    {
        if (index < 0 || index >= text.Length)
        {
            return JsValue.Undefined;
        }

        var at = (int)index;
        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1])
            : text[at];
    }

    private static string FromCodePoints(Realm realm, JsValue[] codePoints)
    {
        var text = new LimitedText();
        foreach (var value in codePoints)
        {
            var number = Coerce.ToNumber(value);
            if (number is not (>= 0 and <= 0x10ffff) || number != Math.Truncate(number))
            {
                throw realm.RangeError($"Invalid code point {Coerce.ToText(value)}");
            }

            text.Append(number is >= 0xd800 and <= 0xdfff ? ((char)number).ToString() : char.ConvertFromUtf32((int)number));
        }

        return text.ToString();
    }

    /// <summary><c>String.raw`a\n${b}`</c>: the texts as they are written, with the values between them.</summary>
    private static string Raw(Realm realm, JsValue[] arguments)
    {
        var texts = Coerce.ToObject(realm, Coerce.ToObject(realm, arguments.At(0)).Get("raw"));
        var result = new LimitedText();
        var length = Coerce.Length(texts);
        for (var i = 0; i < length; i++)
        {
            Allowance.Current.Item(i);
            result.Append(Coerce.ToText(texts.Get(IndexText.Of(i))));
            result.Append(i + 1 < length && i + 1 < arguments.Length ? Coerce.ToText(arguments[i + 1]) : string.Empty);
        }

        return result.ToString();
    }

    private static NormalizationForm FormOf(Realm realm, JsValue name) =>
        (name.IsUndefined() ? "NFC" : Coerce.ToText(name)) switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw realm.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD."),
        };

    private static string ToLower(string text, CultureInfo culture) =>
        culture.Name.StartsWith("tr", StringComparison.Ordinal)
            ? text.ToLower(culture)
            : text.ToLower(culture).Replace("\u0130", "i\u0307", StringComparison.Ordinal);

    // .NET maps character by character, JavaScript maps sharp s to two letters; .NET leaves a dotless i as it is.
    private static string ToUpper(string text, CultureInfo culture) =>
        text.ToUpper(culture).Replace("ß", "SS", StringComparison.Ordinal).Replace('ı', 'I');

    private static int Compare(Realm realm, string text, JsValue[] arguments)
    {
        var options = arguments.At(2).IsObject() && Coerce.ToBoolean(arguments[2].AsObject().Get("numeric"))
            ? CompareOptions.NumericOrdering
            : CompareOptions.None;
        return Math.Sign(
            realm.CultureOf(arguments.At(1)).CompareInfo.Compare(text, Coerce.ToText(arguments.At(0)), options)
        );
    }

    private static string Repeat(Realm realm, string text, double count)
    {
        if (count < 0 || double.IsInfinity(count))
        {
            throw realm.RangeError($"Invalid count value: {NumberText.Of(count)}");
        }

        CheckLength(count * text.Length);
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static string Padding(Realm realm, string text, JsValue[] arguments)
    {
        var length = Coerce.ToInteger(arguments.At(0));
        var fill = arguments.At(1).IsUndefined() ? " " : Coerce.ToText(arguments[1]);
        if (length <= text.Length || fill.Length == 0)
        {
            return string.Empty;
        }

        CheckLength(length);
        var missing = (int)length - text.Length;
        return Repeat(realm, fill, Math.Ceiling((double)missing / fill.Length))[..missing];
    }

    private static void CheckLength(double length)
    {
        Allowance.Current.Charge((long)Math.Min(length, MaxLength));
        if (length > MaxLength)
        {
            throw new LimitExceededException("expression.memory", "A text becomes too long.");
        }
    }

    private static string Search(Realm realm, JsValue[] arguments) =>
        arguments.At(0).IsRegExp()
            ? throw realm.TypeError("First argument must not be a regular expression")
            : Coerce.ToText(arguments.At(0));

    private static int Position(JsValue value, string text) => (int)Math.Clamp(Coerce.ToInteger(value), 0, text.Length);

    private static bool EndsWith(Realm realm, string text, JsValue[] arguments)
    {
        var end = arguments.At(1).IsUndefined() ? text.Length : Position(arguments[1], text);
        return text.AsSpan(0, end).EndsWith(Search(realm, arguments), StringComparison.Ordinal);
    }
}
