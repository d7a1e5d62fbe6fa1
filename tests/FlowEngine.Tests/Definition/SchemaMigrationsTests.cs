using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public class SchemaMigrationsTests
{
    private readonly SchemaMigrations _migrations = new(
        3,
        new SchemaMigration(1, document => document["title"] = document["label"]?.DeepClone()),
        new SchemaMigration(2, document => document.Remove("label"))
    );

    private readonly ProblemList _problems = new();

    [Theory]
    [InlineData("""{"schemaVersion":1,"label":"A"}""", """{"schemaVersion":3,"title":"A"}""")]
    [InlineData("""{"label":"A"}""", """{"title":"A","schemaVersion":3}""")]
    [InlineData("""{"schemaVersion":2,"label":"A"}""", """{"schemaVersion":3}""")]
    [InlineData("""{"schemaVersion":3,"label":"A"}""", """{"schemaVersion":3,"label":"A"}""")]
    public void Takes_every_step_from_the_version_of_the_document(string before, string after)
    {
        var document = _migrations.Bring(JsonElement.Parse(before), "", _problems);

        Assert.Equal(after, document!.Value.GetRawText());
        Assert.Equal(0, _problems.Count);
    }

    [Fact]
    public void Refuses_a_newer_version_with_advice()
    {
        var document = _migrations.Bring(JsonElement.Parse("""{"schemaVersion":4}"""), "/flows/f", _problems);

        Assert.Null(document);
        var problem = Assert.Single(_problems.ToList());
        Assert.Equal(("document.schemaVersion", "/flows/f/schemaVersion"), (problem.Code, problem.Pointer));
        Assert.Contains("Update FlowStudio", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void Refuses_what_is_no_version(string version)
    {
        Assert.Null(_migrations.Bring(JsonElement.Parse($$"""{"schemaVersion":{{version}}}"""), "", _problems));

        Assert.Equal(("document.schemaVersion", "/schemaVersion"), _problems.ToList().Select(p => (p.Code, p.Pointer)).Single());
    }

    [Fact]
    public void Demands_a_step_from_every_older_version() =>
        Assert.Throws<ArgumentException>(() => new SchemaMigrations(3, new SchemaMigration(2, _ => { })));
}
