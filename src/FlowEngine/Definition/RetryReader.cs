namespace FlowEngine.Definition;

/// <summary>Reads and writes how a node is tried again.</summary>
internal static class RetryReader
{
    private static readonly RetryPolicy Defaults = new();

    public static RetryPolicy? Read(ObjectReader node, ProblemList problems)
    {
        if (!node.TryGet("retry", out var value) || ObjectReader.Open(value, node.At("retry"), "a retry policy", problems) is not { } retry)
        {
            return null;
        }

        var policy = new RetryPolicy(
            (int)Within(retry, "attempts", Defaults.Attempts, 2, 20, problems),
            Within(retry, "delaySeconds", Defaults.DelaySeconds, 0, 3_600, problems),
            Within(retry, "factor", Defaults.Factor, 1, 10, problems),
            Within(retry, "maxDelaySeconds", Defaults.MaximumDelaySeconds, 1, 86_400, problems),
            retry.Has("on") ? [.. retry.Items("on").Select(i => retry.TextOf(i.Value, i.Pointer, 100) ?? "")] : null
        );
        retry.Close();
        return policy;
    }

    public static void Write(CanonicalJson json, RetryPolicy policy)
    {
        json.Name("retry").Open('{');
        json.Name("attempts").Number(policy.Attempts);
        WriteUnlessDefault("delaySeconds", policy.DelaySeconds, Defaults.DelaySeconds);
        WriteUnlessDefault("factor", policy.Factor, Defaults.Factor);
        WriteUnlessDefault("maxDelaySeconds", policy.MaximumDelaySeconds, Defaults.MaximumDelaySeconds);
        if (policy.On is { } codes)
        {
            json.Name("on").Open('[');
            foreach (var code in codes)
            {
                json.Next().Text(code);
            }

            json.Close(']');
        }

        json.Close('}');

        void WriteUnlessDefault(string name, double value, double usual)
        {
            if (!value.Equals(usual))
            {
                json.Name(name).Number(value);
            }
        }
    }

    /// <summary>Reads a number and reports one that is out of range.</summary>
    public static double Within(ObjectReader owner, string name, double absent, double least, double most, ProblemList problems)
    {
        if (!owner.Has(name))
        {
            return absent;
        }

        var value = owner.Number(name);
        if (value < least || value > most)
        {
            problems.Error("document.value", owner.At(name), FormattableString.Invariant($"Give a number from {least:#,0.##} to {most:#,0.##}."));
            return absent;
        }

        return value;
    }
}
