using System.Net.Http.Headers;
using System.Text;

namespace FlowDesigner.Web.Demo;

/// <summary>Checks the demo shop's key. It is no secret: it stands in the README.</summary>
internal static class DemoShopKey
{
    /// <summary>Consumer key.</summary>
    public const string ConsumerKey = "ck_demo";

    /// <summary>Consumer secret.</summary>
    public const string ConsumerSecret = "cs_demo";

    /// <summary>Checks a request, as Basic authentication or as parameters, both of which WooCommerce takes.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What WooCommerce answers to a wrong or missing key; null when the key is right.</returns>
    public static IResult? Refuse(HttpRequest request)
    {
        var (key, secret) = Read(request);
        if (key is null)
        {
            return DemoAnswers.Error(
                StatusCodes.Status401Unauthorized,
                "woocommerce_rest_cannot_view",
                "Sorry, you cannot list resources."
            );
        }

        return (key == ConsumerKey, secret == ConsumerSecret) switch
        {
            (true, true) => null,
            (true, false) => Invalid("Consumer secret is invalid."),
            _ => Invalid("Consumer key is invalid."),
        };
    }

    private static IResult Invalid(string message) =>
        DemoAnswers.Error(StatusCodes.Status401Unauthorized, "woocommerce_rest_authentication_error", message);

    private static (string? Key, string? Secret) Read(HttpRequest request)
    {
        if (
            AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            && header.Parameter is { } parameter
        )
        {
            var bytes = new byte[parameter.Length];
            if (Convert.TryFromBase64String(parameter, bytes, out var length))
            {
                var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
                return (pair[0], pair.ElementAtOrDefault(1));
            }
        }

        return request.Query.TryGetValue("consumer_key", out var key)
            ? (key.ToString(), request.Query["consumer_secret"].ToString())
            : (null, null);
    }
}
