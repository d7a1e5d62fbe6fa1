using System.Reflection;
using Connectors.Http;
using FlowEngine.Definition;
using FlowRuntime.Library;
using TestKit;

namespace FlowDesigner.Web.Tests.Architecture;

public sealed class DependencyRuleTests
{
    private static readonly Assembly Engine = typeof(FlowDefinition).Assembly;
    private static readonly Assembly Runtime = typeof(IFlowLibrary).Assembly;
    private static readonly Assembly ConnectorCode = typeof(HttpConnector).Assembly;

    [Fact]
    public void The_engine_knows_no_other_project_no_web_and_no_database()
    {
        var foreign = ReferencesOf(Engine)
            .Where(name =>
                name is "Connectors" or "FlowRuntime" or "FlowDesigner.Web"
                || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Data", StringComparison.Ordinal)
            );

        Assert.Empty(foreign);
    }

    [Fact]
    public void Connectors_know_the_engine_only()
    {
        Assert.DoesNotContain(ReferencesOf(ConnectorCode), name => name is "FlowRuntime" or "FlowDesigner.Web");
    }

    [Fact]
    public void The_runtime_never_names_a_connector_or_a_page()
    {
        Assert.DoesNotContain(ReferencesOf(Runtime), name => name is "Connectors" or "FlowDesigner.Web");
    }

    [Fact]
    public void Folders_are_features_and_never_kinds()
    {
        string[] kinds = ["Services", "Models", "Helpers", "Contracts", "Managers", "Utils", "Common"];

        var found = Directory
            .EnumerateDirectories(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
            .Where(folder => !folder.Contains("node_modules", StringComparison.Ordinal))
            .Select(folder => Path.GetFileName(folder))
            .Intersect(kinds);

        Assert.Empty(found);
    }

    private static IEnumerable<string> ReferencesOf(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!);
}
