using System.Text.Json;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Connectors.OpenApi.Making;

/// <summary>
/// Makes the address of connections: a choice of the document's servers, a setting for each of their variables, and an
/// address of one's own.
/// </summary>
internal sealed class Servers
{
    private const string Server = "server";
    private const string Address = "baseAddress";
    private const string Own = "own";
    private const int MaxServers = 50;

    private readonly List<ApiServer> _servers;
    private readonly string _below;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>Sorts the servers.</summary>
    /// <param name="servers">Those of the document.</param>
    /// <param name="source">Where the document came from, which relative addresses count from; null when it was no URL.</param>
    public Servers(IReadOnlyList<ApiServer> servers, Uri? source)
    {
        _servers = [.. servers.Select(s => Absolute(s, source)).OfType<ApiServer>().DistinctBy(s => s.Url, StringComparer.Ordinal).Take(MaxServers)];
        _below = servers.FirstOrDefault(s => s.Url.StartsWith('/') && s.Url.Length > 1)?.Url ?? "";
        foreach (var variable in _servers.SelectMany(s => s.Variables))
        {
            if (!_variables.ContainsKey(variable.Name))
            {
                var name = OperationKeys.From($"server {variable.Name}") ?? Server;
                _variables[variable.Name] = name == Server || _variables.ContainsValue(name) ? $"server{_variables.Count + 1}" : name;
            }
        }
    }

    /// <summary>The settings.</summary>
    public IReadOnlyList<FieldDefinition> Fields()
    {
        if (_servers.Count == 0)
        {
            var help = _below.Length > 0 ? $"Where every request starts; it probably ends in {PlainText.Of(_below, 80)}." : "Where every request starts.";
            return [new FieldDefinition(Address, "Address", help, FieldKind.Text, Required: true)];
        }

        return
        [
            new FieldDefinition(
                Server,
                "Server",
                "Where every request starts.",
                FieldKind.Choice,
                Default: JsonSerializer.SerializeToElement(_servers[0].Url),
                Options:
                [
                    .. _servers.Select(s => new FieldOption(s.Url, s.Summary.Length > 0 ? $"{s.Url} ({s.Summary})" : s.Url)),
                    new FieldOption(Own, "Another address"),
                ]
            ),
            .. _servers.SelectMany(s => s.Variables).DistinctBy(v => v.Name, StringComparer.Ordinal).Select(Field),
            new FieldDefinition(
                Address,
                "Address",
                "An address of your own, for example of a test system.",
                FieldKind.Text,
                ShownWhen: new FieldCondition(Server, Own)
            ),
        ];
    }

    /// <summary>The address of a connection.</summary>
    /// <param name="settings">Its settings.</param>
    /// <returns>An absolute address that ends in a slash; null when it is not complete.</returns>
    public Uri? BaseAddress(JsonElement settings)
    {
        var chosen = Text(settings, Server) ?? _servers.FirstOrDefault()?.Url;
        if (_servers.Find(s => s.Url == chosen) is not { } server)
        {
            return BaseAddresses.From(settings, Address);
        }

        var address = ServerUrls.Make(server.Url, name => Text(settings, _variables.GetValueOrDefault(name, name)) ?? server.Variables.FirstOrDefault(v => v.Name == name)?.Default);
        return address is null ? null : new Uri($"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/");
    }

    private FieldDefinition Field(ApiVariable variable)
    {
        var isChoice = variable.Options.Count > 0;
        var fallback = isChoice && !variable.Options.Contains(variable.Default) ? variable.Options[0] : variable.Default;
        return new FieldDefinition(
            _variables[variable.Name],
            FieldNames.Label(variable.Name),
            variable.Summary.Length > 0 ? variable.Summary : "A part of the server's address.",
            isChoice ? FieldKind.Choice : FieldKind.Text,
            Default: fallback.Length > 0 ? JsonSerializer.SerializeToElement(fallback) : default,
            Options: isChoice ? [.. variable.Options.Select(o => new FieldOption(o, o))] : null,
            ShownWhen: new FieldCondition(Server, [.. _servers.Where(s => s.Variables.Any(v => v.Name == variable.Name)).Select(s => s.Url)])
        );
    }

    /// <summary>A server whose address is whole; every variable in it is described, if only by its name.</summary>
    private static ApiServer? Absolute(ApiServer server, Uri? source)
    {
        var url = server.Url.StartsWith("//", StringComparison.Ordinal) ? $"{source?.Scheme ?? "https"}:{server.Url}" : server.Url;
        if (!ServerUrls.IsAbsolute(url))
        {
            if (source is null || !(url.StartsWith('/') || url.StartsWith("./", StringComparison.Ordinal)) || !Uri.TryCreate(source, url, out var absolute))
            {
                return null;
            }

            url = absolute.AbsoluteUri;
        }

        var variables = ServerUrls.NamesIn(url).Select(n => server.Variables.FirstOrDefault(v => v.Name == n) ?? new ApiVariable(n, "", [], "")).ToList();
        // What has no default is filled in by the admin; a number does as a host and as a port.
        var usable = ServerUrls.Make(url, name => variables.Find(v => v.Name == name) is { Default.Length: > 0 } v ? v.Default : "1");
        return usable is null ? null : server with { Url = url, Variables = variables };
    }

    private static string? Text(JsonElement settings, string name) =>
        settings.ValueKind == JsonValueKind.Object
        && settings.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text.Trim()
            : null;
}
