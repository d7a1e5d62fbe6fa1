using System.Text.RegularExpressions;
using System.Xml.Linq;
using TestKit;

namespace FlowDesigner.Web.Tests.Wording;

/// <summary>Reads from the sources which texts are looked up, and from the resources which are translated.</summary>
internal static partial class SourceTexts
{
    private static readonly string Web = Repository.PathOf("src", "FlowDesigner.Web");

    /// <summary>Marker classes and the German texts beside them.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> German { get; } =
        Sources("*Text.de.resx").ToDictionary(f => Path.GetFileName(f).Split('.')[0], Translations);

    /// <summary>Texts that the sources look up, by marker class.</summary>
    public static ILookup<string, string> Used { get; } =
        Sources("*.razor").Concat(Sources("*.cs")).SelectMany(UsedIn).Distinct().ToLookup(u => u.Marker, u => u.Text);

    /// <summary>The marker classes that some folder looks texts up with.</summary>
    public static IEnumerable<string> Markers => Used.Select(u => u.Key);

    private static IEnumerable<string> Sources(string pattern) =>
        Directory
            .EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
            .Where(f => !InOutput().IsMatch(Path.GetRelativePath(Web, f).Replace('\\', '/')));

    private static Dictionary<string, string> Translations(string file)
    {
        var entries = XDocument.Load(file).Root!.Elements("data").ToList(); // a resource has a root
        var names = entries.ConvertAll(e => e.Attribute("name")!.Value); // and its entries have names
        // The build would leave out the second of them, with no more than a warning.
        var clashes = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        return clashes.Count == 0
            ? names.Zip(entries).ToDictionary(e => SmallPrefix().Replace(e.First, ""), e => e.Second.Element("value")!.Value) // and values
            : throw new InvalidDataException($"{file}: names differ only in capitals; call the second \"(small) …\": {string.Join(", ", clashes)}");
    }

    private static IEnumerable<(string Marker, string Text)> UsedIn(string file)
    {
        var source = File.ReadAllText(file);
        var markers = DeclaredIn(file, source);
        foreach (var call in LookUp().Matches(source).Where(c => markers.ContainsKey(c.Groups["name"].Value)))
        {
            var arguments = SourceArguments.After(source, call.Index + call.Length);
            foreach (var key in call.Groups["way"].Value == "[" ? KeysOf(arguments[0]) : arguments.Skip(1).Take(2).SelectMany(KeysOf))
            {
                yield return (markers[call.Groups["name"].Value], key);
            }
        }

        foreach (Match later in Later().Matches(source))
        {
            yield return (markers["T"], KeysOf(SourceArguments.After(source, later.Index + later.Length)[0]).Single());
        }
    }

    /// <summary>A text, or the two of a condition; what is computed is no key.</summary>
    private static IEnumerable<string> KeysOf(string argument) => Key().Matches(argument).Select(m => Regex.Unescape(m.Groups["text"].Value));

    /// <summary>Names of localizers and their markers, from the file, its other half and the imports above it.</summary>
    private static Dictionary<string, string> DeclaredIn(string file, string source)
    {
        var markers = new Dictionary<string, string>();
        var otherHalf = file.EndsWith(".razor.cs", StringComparison.Ordinal) ? file[..^3] : file + ".cs";
        var texts = new List<string> { source };
        if (File.Exists(otherHalf))
        {
            texts.Add(File.ReadAllText(otherHalf));
        }

        for (var folder = Path.GetDirectoryName(file)!; folder.Length >= Web.Length; folder = Path.GetDirectoryName(folder)!) // below the root of the project
        {
            var imports = Path.Combine(folder, "_Imports.razor");
            texts.Add(File.Exists(imports) ? File.ReadAllText(imports) : "");
        }

        foreach (var declared in texts.SelectMany(t => Declaration().Matches(t)))
        {
            markers.TryAdd(declared.Groups["name"].Value, declared.Groups["marker"].Value);
        }

        foreach (Match taken in From().Matches(source))
        {
            markers[taken.Groups["name"].Value] = taken.Groups["marker"].Value;
        }

        return markers;
    }

    [GeneratedRegex(@"^\(small\) ")]
    private static partial Regex SmallPrefix();

    [GeneratedRegex(@"(^|/)(bin|obj|ClientApp|wwwroot)/")]
    private static partial Regex InOutput();

    [GeneratedRegex(@"IStringLocalizer<(?<marker>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"var (?<name>\w+) = \w+\.From<(?<marker>\w+)>")]
    private static partial Regex From();

    [GeneratedRegex(@"(?<![\w.])(?:_?[sS]tate\.)?(?<name>\w+)(?<way>\[|\.Count\()(?!\])")]
    private static partial Regex LookUp();

    [GeneratedRegex(@"TextKey\.Of\(")]
    private static partial Regex Later();

    [GeneratedRegex("""(?:^|[?:])\s*"(?<text>(?:[^"\\]|\\.)*)"\s*(?=$|:)""")]
    private static partial Regex Key();
}
