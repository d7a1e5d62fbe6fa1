using System.Globalization;
using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Testing.Documents;

/// <summary>Reads a test out of well-formed JSON, strictly.</summary>
internal static class FlowTestReader
{
    public static FlowTest? Read(JsonElement root, string pointer, ProblemList problems)
    {
        if (
            SchemaMigrations.Tests.Bring(root, pointer, problems) is not { } element
            || ObjectReader.Open(element, pointer, "a test", problems) is not { } test
        )
        {
            return null;
        }

        var before = problems.Count;
        test.Text("$schema");
        test.TryGet(SchemaMigrations.Member, out _);
        var name = test.Text("name", longest: 200);
        var now = ReadTime(test, problems);
        var seed = test.Integer("seed", absent: 1);
        var language = test.Text("language", longest: 35);
        var channel = test.Text("channel", longest: Identifiers.MaximumLength) ?? "test";
        var (contactId, contactName) = ReadContact(test, problems);
        if (test.TryGet("environment", out var environment) && environment.ValueKind != JsonValueKind.Object)
        {
            problems.Error(
                "document.type",
                test.At("environment"),
                $"The environment is an object {{ … }} with values by name, not {ObjectReader.Kind(environment)}."
            );
        }

        var opens = test.Boolean("opens", absent: true);
        var mocks = test.Items("mocks").Select(m => MockReader.Read(m.Value, m.Pointer, problems)).OfType<Mock>().ToList();
        var utterances = test.Items("utterances").Select(u => ReadUtterance(u.Value, u.Pointer, problems)).OfType<Utterance>().ToList();
        var steps = test.Items("steps", required: !test.Has("utterances"))
            .Select(s => TestStepReader.Read(s.Value, s.Pointer, problems))
            .OfType<TestStep>()
            .ToList();
        test.Close();
        return problems.Count > before
            ? null
            : new(name, now, seed, language, channel, contactId, contactName, environment, opens, mocks, steps, utterances);
    }

    private static Utterance? ReadUtterance(JsonElement value, string pointer, ProblemList problems)
    {
        if (ObjectReader.Open(value, pointer, "an utterance", problems) is not { } utterance)
        {
            return null;
        }

        var text = utterance.Text("text", required: true);
        var intent = utterance.Text("intent", longest: Identifiers.MaximumLength);
        utterance.Close();
        return text is null ? null : new(pointer, text, intent);
    }

    private static DateTimeOffset ReadTime(ObjectReader test, ProblemList problems)
    {
        if (test.Text("now", longest: 40) is not { } text)
        {
            return FlowTest.DefaultNow;
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now))
        {
            return now.ToUniversalTime();
        }

        problems.Error("document.value", test.At("now"), $"\"{text}\" is no time. Write it as 2026-03-02T09:00:00Z.");
        return FlowTest.DefaultNow;
    }

    private static (string Id, string? Name) ReadContact(ObjectReader test, ProblemList problems)
    {
        const string Visitor = "visitor";
        if (
            !test.TryGet("contact", out var value)
            || ObjectReader.Open(value, test.At("contact"), "a contact", problems) is not { } contact
        )
        {
            return (Visitor, null);
        }

        var id = contact.Text("id", longest: 200) ?? Visitor;
        var name = contact.Text("name", longest: 200);
        contact.Close();
        return (id, name);
    }
}
