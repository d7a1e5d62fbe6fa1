using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>Tests are kept as their author wrote them; only that they are objects is checked on reading.</summary>
internal static class TestReader
{
    public static void Check(JsonElement test, string pointer, ProblemList problems)
    {
        if (test.ValueKind != JsonValueKind.Object)
        {
            problems.Error("document.type", pointer, $"A test is written as an object {{ … }}, not as {ObjectReader.Kind(test)}.");
        }
    }
}
