using Connectors.Http;
using FlowEngine.Definition;
using FlowRuntime.Library;
using TestKit;

namespace FlowDesigner.Web.Tests.Architecture;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(FlowDefinition))]
    [InlineData(typeof(IFlowLibrary))]
    [InlineData(typeof(HttpConnector))]
    public void What_a_project_shows_to_others_is_the_list_that_was_reviewed(Type anyOfIt)
    {
        var assembly = anyOfIt.Assembly;

        Assert.Null(Golden.Difference($"docs/public-api/{assembly.GetName().Name}.txt", PublicApi.Describe(assembly)));
    }
}
