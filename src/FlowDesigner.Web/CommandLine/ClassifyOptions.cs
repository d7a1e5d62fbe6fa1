namespace FlowDesigner.Web.CommandLine;

/// <summary>What was asked of <see cref="ClassifyCommand"/>.</summary>
/// <param name="Train">CSV file of the phrases to learn.</param>
/// <param name="Test">CSV file of the messages to classify.</param>
/// <param name="Language">BCP 47 tag of both; null to guess it.</param>
internal sealed record ClassifyOptions(string Train, string Test, string? Language)
{
    /// <summary>Reads the arguments: <c>--train phrases.csv --test utterances.csv</c>.</summary>
    /// <exception cref="UsageException">An option is unknown, twice there, missing or has no value.</exception>
    public static ClassifyOptions Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            if (parts[0] is not ("--train" or "--test" or "--language"))
            {
                throw new UsageException($"There is no option \"{arguments[i]}\".");
            }

            var value =
                parts.Length == 2 ? parts[1]
                : ++i < arguments.Count ? arguments[i]
                : throw new UsageException($"{parts[0]} needs a value.");
            if (!values.TryAdd(parts[0], value))
            {
                throw new UsageException($"{parts[0]} stands there twice.");
            }
        }

        return values.TryGetValue("--train", out var train) && values.TryGetValue("--test", out var test)
            ? new ClassifyOptions(train, test, values.GetValueOrDefault("--language"))
            : throw new UsageException("Name both files.");
    }
}
