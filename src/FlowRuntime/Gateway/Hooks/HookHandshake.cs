using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// The handshake by which senders of CloudEvents ask whether they may send
/// (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md). Who may call is decided by the signature, so
/// every origin may; the answer is given at once, and no address of the sender's is called back.
/// </summary>
internal static class HookHandshake
{
    public static IResult Agree(HttpContext http, string method, int callsPerMinute)
    {
        var (request, response) = (http.Request.Headers, http.Response.Headers);
        response["WebHook-Allowed-Origin"] = request["WebHook-Request-Origin"].ToString();
        var wished = request["WebHook-Request-Rate"].ToString();
        var rate = int.TryParse(wished, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
            ? Math.Min(asked, callsPerMinute)
            : callsPerMinute;
        response["WebHook-Allowed-Rate"] = rate.ToString(CultureInfo.InvariantCulture);
        response.Allow = method;
        return TypedResults.Ok();
    }
}
