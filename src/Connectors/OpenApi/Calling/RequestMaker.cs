using System.Text;
using System.Text.Json;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;

namespace Connectors.OpenApi.Calling;

/// <summary>Makes the requests of one attempt.</summary>
/// <param name="plan">How.</param>
/// <param name="call">Settings and run.</param>
internal sealed class RequestMaker(RequestPlan plan, OperationCall call)
{
    /// <summary>Makes the address.</summary>
    /// <param name="without">Query parameters that are left out.</param>
    /// <returns>The address, relative to the connection's, or absolute where the operation is served elsewhere.</returns>
    /// <exception cref="BadSettingException">A part of the path is empty or dots.</exception>
    public string Address(params IEnumerable<string> without)
    {
        var path = new StringBuilder(plan.Server is null ? "./" : plan.Server.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        var start = path.Length;
        foreach (var piece in plan.Path)
        {
            path.Append(piece.Parameter is null ? piece.Text : PathValue(piece));
        }

        var below = path.ToString(start, path.Length - start).TrimStart('/');
        path.Length = start;
        path.Append(below);
        var separator = below.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var parameter in plan.Parameters.Where(p => p.Place == ApiPlace.Query && !without.Contains(p.Name)))
        {
            foreach (var pair in QueryOf(parameter))
            {
                path.Append(separator).Append(pair);
                separator = '&';
            }
        }

        return path.ToString();
    }

    /// <summary>Makes the request.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>The request; dispose it.</returns>
    /// <exception cref="BadSettingException">A value cannot be sent where it belongs.</exception>
    public HttpRequestMessage Make(Uri address)
    {
        var request = new HttpRequestMessage(plan.Method, address) { Content = BodyWriter.Write(plan.Body, call) };
        try
        {
            AddHeaders(request);
            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private void AddHeaders(HttpRequestMessage request)
    {
        if (plan.Accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", plan.Accept);
        }

        if (plan.SendsKey)
        {
            ConnectionCall.AddIdempotencyKey(request.Headers, call.Context.EffectKey);
        }

        foreach (var parameter in plan.Parameters.Where(p => p.Place == ApiPlace.Header && Styles.IsGiven(call.Value(p.Field))))
        {
            var text = Styles.InHeader(parameter, call.Value(parameter.Field));
            if (text.Any(c => !char.IsAscii(c) || char.IsControl(c)))
            {
                throw new BadSettingException(parameter.Field, "goes into a header: give one line of ASCII.");
            }

            request.Headers.TryAddWithoutValidation(parameter.Name, text);
        }

        var cookies = plan.Parameters.Where(p => p.Place == ApiPlace.Cookie).SelectMany(QueryOf).ToList();
        if (cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies));
        }
    }

    private IEnumerable<string> QueryOf(ParameterPlan parameter)
    {
        var value = call.Value(parameter.Field);
        if (!Styles.IsGiven(value))
        {
            return [];
        }

        return parameter.IsJson
            ? [$"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(value.GetRawText())}"]
            : Styles
                .Pairs(parameter.Name, parameter.Style, parameter.IsExploded, value)
                .Select(p => $"{Uri.EscapeDataString(p.Name)}={string.Join(p.Separator, p.Items.Select(i => Encoded(i, parameter.KeepsReserved)))}");
    }

    private string PathValue(PathPiece piece)
    {
        var parameter = plan.Parameters.First(p => p.Place == ApiPlace.Path && p.Name == piece.Parameter);
        var value = call.Value(parameter.Field);
        var text = Styles.IsGiven(value) ? Styles.InPath(parameter, value, piece.KeepsSlashes) : "";
        // Dots would lead away from the address, and servers take %2E for a dot.
        return text.Length > 0 && !text.Split('/').Any(segment => segment is "." or ".." or "")
            ? text
            : throw new BadSettingException(parameter.Field, "is part of the address: give a value that is neither empty nor dots.");
    }

    /// <summary>A value for the query; reserved characters stay where the document says so, but those that would end it.</summary>
    private static string Encoded(string text, bool keepsReserved) =>
        keepsReserved
            ? string.Concat(text.EnumerateRunes().Select(r => r.IsAscii && ":/?@!$'()*,;[]".Contains((char)r.Value, StringComparison.Ordinal) ? r.ToString() : Uri.EscapeDataString(r.ToString())))
            : Uri.EscapeDataString(text);
}
