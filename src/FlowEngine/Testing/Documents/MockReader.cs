using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Testing.Documents;

/// <summary>Reads the mocks of a test.</summary>
internal static class MockReader
{
    public static IReadOnlyList<string> Methods { get; } = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static IReadOnlyList<string> Failures { get; } = ["unreachable", "interrupted", "timeout"];

    public static Mock? Read(JsonElement element, string pointer, ProblemList problems)
    {
        if (ObjectReader.Open(element, pointer, "a mock", problems) is not { } mock)
        {
            return null;
        }

        var request = ReadRequest(mock, problems);
        mock.Require("connection", out _);
        mock.Require("path", out _);
        var reply = ReadReply(mock, problems);
        int? times = mock.Has("times") ? mock.Integer("times", absent: 1) : null;
        mock.Close();
        return new(pointer, request with { Method = request.Method ?? "GET" }, reply, times);
    }

    /// <summary>Reads the members that describe a request: connection, method, path, query and body.</summary>
    public static RequestPattern ReadRequest(ObjectReader reader, ProblemList problems)
    {
        var connection = reader.Text("connection", longest: Identifiers.MaximumLength);
        var method = Word(reader, "method", Methods, problems);
        var path = reader.Text("path", longest: 1000);
        if (path is not null && (path.Contains('?', StringComparison.Ordinal) || !path.StartsWith('/')))
        {
            problems.Error(
                "document.value",
                reader.At("path"),
                "A path starts with / and counts from the connection's address; parameters stand in \"query\"."
            );
        }

        var query = new Dictionary<string, TextMatch>(StringComparer.Ordinal);
        foreach (var (name, value, at) in reader.Map("query"))
        {
            if (TextMatchReader.Read(value, at, problems) is { } match)
            {
                query[name] = match;
            }
        }

        reader.TryGet("body", out var body);
        return new(connection, method, path, query, body);
    }

    private static MockReply ReadReply(ObjectReader mock, ProblemList problems)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (
            !mock.Require("reply", out var value)
            || ObjectReader.Open(value, mock.At("reply"), "a reply", problems) is not { } reply
        )
        {
            return new(200, headers, default, TimeSpan.Zero, null);
        }

        var status = reply.Integer("status", absent: 200);
        if (status is < 200 or > 599)
        {
            problems.Error("document.value", reply.At("status"), "The status of a reply is a number from 200 to 599.");
        }

        foreach (var (name, text, at) in reply.Map("headers"))
        {
            headers[name] = reply.TextOf(text, at) ?? "";
        }

        reply.TryGet("body", out var body);
        var delay = TestStepReader.ReadSpan(reply, "delay", problems) ?? TimeSpan.Zero;
        var fails = Word(reply, "fails", Failures, problems);
        reply.Close();
        return new(status, headers, body, delay, fails is null ? null : Enum.Parse<MockFailure>(fails, ignoreCase: true));
    }

    private static string? Word(ObjectReader reader, string name, IReadOnlyList<string> words, ProblemList problems)
    {
        var word = reader.Text(name, longest: 20);
        if (word is null || words.Contains(word))
        {
            return word;
        }

        problems.Error("document.value", reader.At(name), $"There is no {name} \"{word}\". Use one of {string.Join(", ", words)}.");
        return null;
    }
}
