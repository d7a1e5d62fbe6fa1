using System.Text.Json;
using Connectors.Sql.Execute;
using Connectors.Sql.Query;
using Connectors.Sql.Statements;
using FlowEngine.Nodes;

namespace Connectors.Tests.Sql;

public sealed class StatementTests
{
    [Theory]
    [InlineData("SELECT @a, '@b', \"@c\", `@d`, $$ @e $$, $t$ @f $$ $t$, E'\\'@g', 'it''s @h' -- @i\n /* @j /* @k */ @l */ WHERE x = @m", "a,m")]
    [InlineData("SELECT a @> b, a <@ b, a <@b, @@x, m@n", "n")]
    [InlineData("SELECT @name, @_x1, @name", "name,_x1")]
    [InlineData("SELECT e'a\\'' , @x, 'like'@y", "x,y")]
    [InlineData("SELECT $1, @a, $2$x", "a")]
    public void Finds_the_parameters_and_nothing_that_only_looks_like_one(string sql, string names) =>
        Assert.Equal(names.Split(','), SqlStatement.Read(sql).Parameters);

    [Fact]
    public void Numbers_the_parameters_for_the_server() =>
        Assert.Equal("SELECT $1, $2, $1 || '@b'", SqlStatement.Read("SELECT @a, @b, @a || '@b'").WithNumbers());

    [Theory]
    [InlineData("SELECT 1", null)]
    [InlineData("  (SELECT 1) ; -- done\n /* really */ ", null)]
    [InlineData("with x as (select 1) select * from x", null)]
    [InlineData("VALUES (1)", null)]
    [InlineData("SELECT ';'", null)]
    [InlineData("SELECT 1; SELECT 2", "sql.statement")]
    [InlineData("SELECT 1;;", "sql.statement")]
    [InlineData("", "sql.statement")]
    [InlineData("-- nothing", "sql.statement")]
    [InlineData("SELECT 'x", "sql.statement")]
    [InlineData("SELECT $$x", "sql.statement")]
    [InlineData("SELECT /* x", "sql.statement")]
    [InlineData("DELETE FROM x", "sql.statement")]
    [InlineData("EXPLAIN ANALYZE DELETE FROM x", "sql.statement")]
    [InlineData("1", "sql.statement")]
    [InlineData("=vars.sql", "sql.literal")]
    [InlineData("SELECT '{{ input.text }}'", "sql.literal")]
    public void Takes_one_statement_that_reads(string sql, string? code) =>
        Assert.Equal(code, new SqlQueryConfigValidator().Validate(new SqlQueryConfig("db", sql)).Errors.FirstOrDefault()?.ErrorCode);

    [Theory]
    [InlineData("INSERT INTO x VALUES (1)", null)]
    [InlineData("merge into x using y on true when matched then delete", null)]
    [InlineData("CALL book()", null)]
    [InlineData("SELECT book()", null)]
    [InlineData("DROP TABLE x", "sql.statement")]
    [InlineData("GRANT ALL ON x TO y", "sql.statement")]
    [InlineData("DO $$ BEGIN END $$", "sql.statement")]
    [InlineData("COPY x FROM PROGRAM 'id'", "sql.statement")]
    [InlineData("ATTACH 'x' AS y", "sql.statement")]
    [InlineData("PRAGMA writable_schema = 1", "sql.statement")]
    public void Takes_one_statement_that_changes_rows(string sql, string? code) =>
        Assert.Equal(code, new SqlExecuteConfigValidator().Validate(new SqlExecuteConfig("db", sql)).Errors.FirstOrDefault()?.ErrorCode);

    [Theory]
    [InlineData("SELECT @a", "a", true)]
    [InlineData("SELECT @a", "", false)]
    [InlineData("SELECT 1", "a", false)]
    [InlineData("SELECT @effectKey", "", false)]
    [InlineData("SELECT @effectKey", "effectKey", false)]
    public void Wants_a_value_for_each_parameter_and_no_other(string sql, string given, bool ok)
    {
        var parameters = given.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(n => n, _ => JsonElement.Parse("1"));

        var found = new SqlQueryConfigValidator().Validate(new SqlQueryConfig("db", sql, parameters));

        Assert.Equal(ok, found.IsValid);
        Assert.All(found.Errors, e => Assert.Equal("sql.parameter", e.ErrorCode));
    }

    [Fact]
    public void Gives_changes_the_key_of_their_effect() =>
        Assert.True(new SqlExecuteConfigValidator().Validate(new SqlExecuteConfig("db", "DELETE FROM x WHERE k = @effectKey")).IsValid);

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{ "idempotent": true }""", true)]
    [InlineData("""{ "idempotent": "yes" }""", false)]
    public void Repeats_a_change_only_where_its_author_says_so(string config, bool idempotent) =>
        Assert.Equal(
            new NodeEffect(EffectKind.Write, idempotent),
            SqlExecuteNode.Definition.EffectFor(JsonElement.Parse(config))
        );
}
