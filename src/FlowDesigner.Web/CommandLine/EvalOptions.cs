namespace FlowDesigner.Web.CommandLine;

/// <summary>What was asked of <see cref="EvalCommand"/>.</summary>
/// <param name="Input">JSON file with the variables; null for none.</param>
/// <param name="Lines">True when every line is an expression of its own.</param>
/// <param name="Zone">Zone of local dates; null for UTC.</param>
internal sealed record EvalOptions(string? Input, bool Lines, TimeZoneInfo? Zone)
{
    /// <summary>Reads the arguments: <c>--input data.json --lines --time-zone Europe/Berlin</c>, or <c>--input=data.json</c>.</summary>
    /// <exception cref="UsageException">An option is unknown, twice there or has no value; or there is no such zone.</exception>
    public static EvalOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new EvalOptions(null, false, null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            if (!seen.Add(parts[0]))
            {
                throw new UsageException($"{parts[0]} stands there twice.");
            }

            options = parts[0] switch
            {
                "--lines" when parts.Length == 1 => options with { Lines = true },
                "--input" => options with { Input = Value() },
                "--time-zone" => options with { Zone = ZoneOf(Value()) },
                _ => throw new UsageException($"There is no option \"{arguments[i]}\"."),
            };

            string Value() =>
                parts.Length == 2 ? parts[1]
                : ++i < arguments.Count ? arguments[i]
                : throw new UsageException($"{parts[0]} needs a value.");
        }

        return options;
    }

    private static TimeZoneInfo ZoneOf(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new UsageException($"There is no time zone \"{id}\"; give a name such as Europe/Berlin.");
}
