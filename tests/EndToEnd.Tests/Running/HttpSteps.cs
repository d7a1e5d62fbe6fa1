using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd.Tests.Running;

/// <summary>What programs do again and again.</summary>
internal static class HttpSteps
{
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await answer.JsonAsync();
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        string? bearer = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body),
        };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (ifMatch is not null)
        {
            request.Headers.IfMatch.ParseAdd(ifMatch);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The body as JSON; fails with the body where it is none.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} without JSON: {text[..Math.Min(500, text.Length)]}");
        }
    }

    public static string TextOf(this JsonElement element, string name) => element.GetProperty(name).GetString()!; // asserted by its use

    /// <summary>The Direct Line secret of a bot, as an administrator's program reads it.</summary>
    public static async Task<string> DirectLineSecretAsync(this Studio studio, string bot = "order-support")
    {
        using var api = studio.Api();
        return (await api.GetJsonAsync($"/api/v1/bots/{bot}/channels/directline")).TextOf("secret");
    }

    /// <summary>A token for one new conversation, as the server of a host page fetches it.</summary>
    public static async Task<string> DirectLineTokenAsync(this Studio studio, string bot = "order-support")
    {
        using var client = studio.Anonymous();
        using var answer = await client.SendAsync(
            HttpMethod.Post,
            "/v3/directline/tokens/generate",
            bearer: await studio.DirectLineSecretAsync(bot)
        );
        return (await answer.JsonAsync()).TextOf("token");
    }
}
