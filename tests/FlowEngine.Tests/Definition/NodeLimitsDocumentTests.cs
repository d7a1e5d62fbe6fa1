using System.Text;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public class NodeLimitsDocumentTests
{
    private const string Flow = """
        {
          "$schema": "../flow.schema.json",
          "schemaVersion": 1,
          "id": "limits",
          "name": "Limits",
          "timeoutMinutes": 90,
          "variables": {
            "order": {
              "type": "string",
              "role": "input"
            },
            "total": {
              "type": "number",
              "role": "output"
            }
          },
          "nodes": {
            "find": {
              "type": "http.request",
              "links": {
                "success": "find"
              },
              "retry": {
                "attempts": 5,
                "delaySeconds": 0.5,
                "factor": 3,
                "maxDelaySeconds": 20,
                "on": [
                  "http.*"
                ]
              },
              "timeoutSeconds": 30
            }
          }
        }

        """;

    [Fact]
    public void Writes_retries_limits_and_roles_exactly_as_they_were_read()
    {
        var (flow, problems) = FlowDocument.Read(Encoding.UTF8.GetBytes(Flow));

        Assert.Empty(problems);
        Assert.Equal(Flow, Encoding.UTF8.GetString(FlowDocument.Write(flow!)));
        Assert.Equal(90, flow!.TimeoutMinutes);
        Assert.Equal(VariableRole.Output, flow.Variables["total"].Role);
        Assert.Equal((5, 0.5, 3d, 20d), Retry(flow.Nodes["find"].Retry!));
    }

    [Theory]
    [InlineData("\"attempts\": 5", "\"attempts\": 1", "/nodes/find/retry/attempts")]
    [InlineData("\"factor\": 3", "\"factor\": 100", "/nodes/find/retry/factor")]
    [InlineData("\"timeoutSeconds\": 30", "\"timeoutSeconds\": 0", "/nodes/find/timeoutSeconds")]
    [InlineData("\"timeoutMinutes\": 90", "\"timeoutMinutes\": 900000", "/timeoutMinutes")]
    [InlineData("\"role\": \"input\"", "\"role\": \"inout\"", "/variables/order/role")]
    public void Refuses_what_is_out_of_range_and_names_the_place(string written, string wrong, string pointer)
    {
        var (_, problems) = FlowDocument.Read(Encoding.UTF8.GetBytes(Flow.Replace(written, wrong, StringComparison.Ordinal)));

        var problem = Assert.Single(problems);
        Assert.Equal(("document.value", pointer), (problem.Code, problem.Pointer));
    }

    private static (int, double, double, double) Retry(RetryPolicy policy) =>
        (policy.Attempts, policy.DelaySeconds, policy.Factor, policy.MaximumDelaySeconds);
}
