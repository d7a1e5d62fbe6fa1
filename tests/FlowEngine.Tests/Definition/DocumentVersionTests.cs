using System.Text;
using FlowEngine.Definition;
using FlowEngine.Testing.Documents;
using TestKit;

namespace FlowEngine.Tests.Definition;

/// <summary>
/// For every version of the format there is a document of each kind in <c>Versions/</c>, as it was written then, and what it
/// becomes now. Whoever raises the version adds the next one, and the older ones show what the migration does.
/// </summary>
public class DocumentVersionTests
{
    private const string Folder = "tests/FlowEngine.Tests/Definition/Versions";

    public static TheoryData<int> Versions => new(Enumerable.Range(1, FlowDefinition.CurrentSchemaVersion));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Flows_of_every_version_become_flows_of_this_one(int version)
    {
        var flow = FlowDocument.Read(Bytes($"flow.{version}.json"));

        Assert.Empty(flow.Problems);
        Assert.Null(Golden.Difference($"{Folder}/flow.{version}.now.json", Encoding.UTF8.GetString(FlowDocument.Write(flow.Value!))));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Bots_of_every_version_become_bots_of_this_one(int version)
    {
        var bot = BotDocument.Read(Bytes($"bot.{version}.json"));

        Assert.Empty(bot.Problems);
        Assert.Null(Golden.Difference($"{Folder}/bot.{version}.now.json", Encoding.UTF8.GetString(BotDocument.Write(bot.Value!))));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Tests_of_every_version_can_be_run(int version)
    {
        var problems = new ProblemList();

        FlowTestReader.Read(System.Text.Json.JsonElement.Parse(Bytes($"test.{version}.json")), "", problems);

        Assert.Equal(0, problems.Count);
    }

    [Fact]
    public void Documents_of_a_newer_version_are_refused_with_the_reason()
    {
        var newer = FlowDefinition.CurrentSchemaVersion + 1;
        var flow = FlowDocument.Read(Encoding.UTF8.GetBytes($$"""{ "schemaVersion": {{newer}}, "id": "f", "name": "F", "nodes": {}, "laterMember": 1 }"""));
        var bot = BotDocument.Read(Encoding.UTF8.GetBytes($$"""{ "schemaVersion": {{newer}}, "id": "b", "name": "B" }"""));

        foreach (var problem in new[] { Assert.Single(flow.Problems), Assert.Single(bot.Problems) })
        {
            Assert.Equal(("document.schemaVersion", "/schemaVersion"), (problem.Code, problem.Pointer));
            Assert.Contains($"The document has version {newer}", problem.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(Repository.PathOf([.. Folder.Split('/'), file]));
}
