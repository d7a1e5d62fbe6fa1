using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class EntityFieldsTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();
    private EntityDefinition _entity = new("list", Values: new Dictionary<string, IReadOnlyList<string>> { ["Berlin"] = [] });

    [Fact]
    public void Gives_an_entity_roles_by_the_words_around_it()
    {
        Open().Find("#city-roles").Change("fromCity: from, von\ntoCity: to, … arrival, ...ahead\n9 is no name");

        Assert.Equal(["fromCity", "toCity"], _entity.Roles?.Keys ?? []);
        Assert.Equal(["from", "von"], _entity.Roles!["fromCity"].Before);
        Assert.Equal(["to"], _entity.Roles["toCity"].Before);
        Assert.Equal(["arrival", "ahead"], _entity.Roles["toCity"].After);
        Assert.Equal("fromCity: from, von\ntoCity: to, … arrival, … ahead", EntityWords.RolesText(_entity));
    }

    [Fact]
    public void Keeps_the_roles_when_the_kind_changes_and_shows_what_the_kind_gives()
    {
        Open().Find("#city-roles").Change("fromCity: from");

        Open().Find("#city-kind").Change("money");

        Assert.Equal(("money", "fromCity"), (_entity.Kind, _entity.Roles?.Keys.Single()));
        Assert.Contains("“€49.90” is kept as { amount: 49.9, currency: \"EUR\" }.", Open().Find("#city-example").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_roles_away_with_their_last_line()
    {
        Open().Find("#city-roles").Change("fromCity: from");

        Open().Find("#city-roles").Change(" ");

        Assert.Null(_entity.Roles);
    }

    private IRenderedComponent<EntityFields> Open() =>
        EditorParts.Draw<EntityFields>(this, _state, p => p.Add(e => e.Id, "city").Add(e => e.Entity, _entity).Add(e => e.Changed, e => _entity = e));
}
