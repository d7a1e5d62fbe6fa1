using System.Globalization;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Credentials.Sending;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>
/// How the other system says that a token has expired. Status 401 always says so; some systems answer 403, or 200 with an
/// error in the body, which is configured. Immutable.
/// </summary>
internal sealed class ExpiredTest
{
    /// <summary>An answer that is longer is no error message. Unit: bytes.</summary>
    private const int LongestMessage = 64 * 1024;

    private readonly HashSet<int> _statuses;
    private readonly string[]? _path;
    private readonly string? _value;

    public ExpiredTest(OAuthTerms terms, IReadOnlyDictionary<string, string> fields)
    {
        _statuses =
        [
            .. (terms.Value(fields, OAuthFields.ExpiredStatus) ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(s => int.Parse(s, CultureInfo.InvariantCulture)),
        ];
        _path = terms
            .Value(fields, OAuthFields.ExpiredPath)
            ?.Split('/')
            .Skip(1)
            .Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .ToArray();
        _value = terms.Value(fields, OAuthFields.ExpiredValue);
    }

    /// <summary>Decides.</summary>
    /// <param name="response">The answer; what is read of its body is put back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the token has expired.</returns>
    public async ValueTask<bool> IsMetAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status == 401)
        {
            return true;
        }

        if ((_statuses.Count > 0 || _path is null) && !_statuses.Contains(status))
        {
            return false;
        }

        return _path is null || Matches((await AnswerStart.ReadAsync(response, LongestMessage, cancellationToken).ConfigureAwait(false)).Bytes);
    }

    private bool Matches(ReadOnlyMemory<byte> body)
    {
        try
        {
            var at = JsonElement.Parse(body.Span);
            foreach (var step in _path!) // only called with one
            {
                if (at.ValueKind is JsonValueKind.Array && int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength() && index >= 0)
                {
                    at = at[index];
                }
                else if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(step, out at))
                {
                    return false;
                }
            }

            return _value is null
                ? at.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
                : string.Equals(at.ToString(), _value, StringComparison.OrdinalIgnoreCase);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
