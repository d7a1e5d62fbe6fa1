using System.Text.Json;
using FlowEngine.Understanding.Intents;

namespace Benchmarks.Understanding;

/// <summary>CLINC150: questions to an assistant for 150 intents, and some that belong to none (see ATTRIBUTION.md beside it).</summary>
internal sealed class ClincData(string root)
{
    private readonly JsonElement _sets = JsonElement.Parse(
        File.ReadAllBytes(Path.Combine(root, "tests", "Benchmarks", "Understanding", "clinc150", "data_full.json"))
    );

    public List<LabelledPhrase> Train => Read("train");

    public List<LabelledPhrase> Validation => Read("val");

    public List<LabelledPhrase> Test => Read("test");

    public List<LabelledPhrase> TestOfNone => Read("oos_test");

    private List<LabelledPhrase> Read(string set) =>
        [.. _sets.GetProperty(set).EnumerateArray().Select(p => new LabelledPhrase(p[0].GetString()!, p[1].GetString()!))]; // pairs of texts
}
