using System.Text;
using FlowEngine.Nodes.TriggerWebhook;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>The address of a call as its sender signs it.</summary>
internal static class HookUrl
{
    /// <summary>What HubSpot signs decoded, though it stands encoded in the request.</summary>
    private static readonly (string Encoded, string Decoded)[] HubSpotDecodes =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"),
        ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    /// <summary>The address, where the scheme signs it; empty otherwise.</summary>
    public static string Of(HttpRequest request, string signature, HookScheme? scheme)
    {
        if (scheme is null || !scheme.Signed.Any(p => p.Part == "url"))
        {
            return "";
        }

        var url = PublicAddress.Of(request, "http") + UriHelper.BuildRelative(default, request.Path, request.QueryString);
        if (signature != HookSignatures.HubSpot)
        {
            return url;
        }

        var decoded = new StringBuilder(url);
        foreach (var (encoded, character) in HubSpotDecodes)
        {
            decoded.Replace(encoded, character);
        }

        return decoded.ToString();
    }
}
