using System.Net;
using System.Text.Json;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Management;

/// <summary>What programs send to the management API, and what they check.</summary>
internal static class ApiSteps
{
    /// <summary>Sends a body as it is; none when null.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient api, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/v1/{path}", UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        return await api.SendAsync(request, RunningStudio.Token);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(RunningStudio.Token));
        return document.RootElement.Clone();
    }

    /// <summary>Checks that an answer is a problem with a code and, where given, one place in the body.</summary>
    public static async Task RefusesAsync(this HttpResponseMessage answer, HttpStatusCode status, string code, string? pointer = null)
    {
        var text = await answer.Content.ReadAsStringAsync(RunningStudio.Token);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(text);
        Assert.Equal($"https://flowstudio.dev/problems/{code}", problem.RootElement.GetProperty("type").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!); // a problem has words
        if (pointer is not null)
        {
            var place = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateArray().ToList());
            Assert.Equal((pointer, code), (place.GetProperty("pointer").GetString(), place.GetProperty("code").GetString()));
        }
    }
}
