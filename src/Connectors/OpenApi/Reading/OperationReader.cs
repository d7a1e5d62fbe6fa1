using System.Collections.Frozen;

namespace Connectors.OpenApi.Reading;

/// <summary>Reads the operations of a document. What is broken is mended where the operation can still be called.</summary>
/// <param name="parts">Reads what the versions write differently.</param>
/// <param name="losses">Takes what cannot be used.</param>
/// <param name="limits">What is too much.</param>
internal sealed class OperationReader(SpecParts parts, Losses losses, ReadLimits limits)
{
    /// <summary>Most parameters of one operation.</summary>
    private const int MaxParameters = 500;

    private static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "trace"
    );

    private sealed record Found(string Method, string Path, SpecNode Operation, SpecNode Item, string? Id);

    /// <summary>Reads all operations.</summary>
    /// <param name="root">Root of the document.</param>
    /// <returns>The operations in the document's order.</returns>
    /// <exception cref="DocumentRefusedException">There are too many.</exception>
    public IReadOnlyList<ApiOperation> Read(SpecNode root)
    {
        var found = Find(root["paths"]);
        var security = Security(root);
        var servers = parts.Servers(root).Select(s => s.Url).ToHashSet(StringComparer.Ordinal);
        var keys = Keys(found);
        return [.. found.Select((f, i) => Operation(f, keys[i], security, servers))];
    }

    private List<Found> Find(SpecNode paths)
    {
        var found = new List<Found>();
        foreach (var (path, raw) in paths.Members)
        {
            var item = raw.Follow();
            if (path.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!item.IsObject)
            {
                losses.Add("The path is described by nothing that is here.", path);
                continue;
            }

            foreach (var (method, operation) in item.Members.Where(m => Methods.Contains(m.Name)))
            {
                if (operation.Follow() is not { IsObject: true } described)
                {
                    losses.Add("The operation is described by nothing that is here.", $"{method.ToUpperInvariant()} {path}");
                    continue;
                }

                found.Add(new Found(method.ToUpperInvariant(), path, described, item, described.Text("operationId")));
                if (found.Count > limits.MaxOperations)
                {
                    throw new DocumentRefusedException("openapi.size", $"The document has more than {limits.MaxOperations:N0} operations.");
                }
            }
        }

        return found;
    }

    /// <summary>Keys by the operations' ids; those that share an id are all named by method and path, whichever comes first.</summary>
    private string[] Keys(List<Found> found)
    {
        var ids = found.ConvertAll(f => f.Id is null ? null : OperationKeys.From(f.Id));
        var counts = ids.Where(id => id is not null).CountBy(id => id!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var taken = new HashSet<string>(counts.Where(c => c.Value == 1).Select(c => c.Key), StringComparer.Ordinal);
        var keys = new string[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            var (method, path) = (found[i].Method, found[i].Path);
            if (ids[i] is { } id && counts[id] == 1)
            {
                keys[i] = id;
                continue;
            }

            if (ids[i] is not null)
            {
                losses.Add("The operation shares its id with another and is named by its path.", $"{method} {path}");
            }

            var key = OperationKeys.OfPath(method, path);
            keys[i] = taken.Add(key) ? key : OperationKeys.Distinct(key, method, path);
            taken.Add(keys[i]);
        }

        return keys;
    }

    private ApiOperation Operation(Found found, string key, IReadOnlyList<IReadOnlyList<string>>? security, HashSet<string> servers)
    {
        var (method, path, operation, item) = (found.Method, found.Path, found.Operation, found.Item);
        var where = $"{method} {path}";
        var nodes = item["parameters"].Items.Concat(operation["parameters"].Items).Where(p => p.IsObject).Take(MaxParameters).ToList();
        var parameters = Parameters(nodes, path, where);
        var responses = operation["responses"].Members.Where(r => !r.Name.StartsWith("x-", StringComparison.Ordinal));
        if (!operation.Raw("responses").IsObject)
        {
            losses.Add("No answers are described; any body is taken.", where);
        }

        return new ApiOperation(
            key,
            method,
            path,
            TitleOf(operation, found),
            PlainText.Of(operation.Text("description") is { Length: > 0 } text ? text : operation.Text("summary")),
            [.. operation.Raw("tags").Items.Select(t => t.AsText).OfType<string>()],
            operation.Truth("deprecated") == true,
            parameters,
            parts.Body(operation, nodes, where),
            [.. responses.Select(r => parts.Response(r.Name, r.Value.Follow(), operation))],
            operation.Raw("security").IsList ? Security(operation) : security,
            ServerOf(operation, item, servers)
        );
    }

    private List<ApiParameter> Parameters(List<SpecNode> nodes, string path, string where)
    {
        var inPath = PathTemplate.NamesIn(path);
        var found = new OrderedDictionary<(string, ApiPlace), ApiParameter>();
        foreach (var node in nodes)
        {
            ApiPlace? place = node.Text("in") switch
            {
                "path" => ApiPlace.Path,
                "query" => ApiPlace.Query,
                "header" => ApiPlace.Header,
                "cookie" => ApiPlace.Cookie,
                _ => null,
            };
            if (place is not { } known || node.Text("name") is not { Length: > 0 } name)
            {
                if (node.Text("in") is not ("body" or "formData"))
                {
                    losses.Add("A parameter has no name, or a place that is not known; it is left out.", where);
                }

                continue;
            }

            if (known == ApiPlace.Path && !inPath.Contains(name))
            {
                losses.Add("A path parameter does not stand in the path; it is left out.", where);
                continue;
            }

            // The operation's own come last and win.
            found[(name, known)] = parts.Parameter(node, known, name);
        }

        foreach (var name in inPath.Where(n => !found.ContainsKey((n, ApiPlace.Path))))
        {
            losses.Add("A parameter of the path is not described; it is taken as text.", where);
            found[(name, ApiPlace.Path)] = new ApiParameter(name, ApiPlace.Path, true, "", default, ApiStyle.Simple, false);
        }

        return [.. found.Values];
    }

    private static string TitleOf(SpecNode operation, Found found)
    {
        var summary = PlainText.Of(operation.Text("summary"), 60).TrimEnd('.');
        return summary.Length > 0 ? summary
            : found.Id is { Length: > 0 } id ? PlainText.Of(id, 60)
            : PlainText.Of($"{found.Method} {found.Path}", 60);
    }

    private static List<IReadOnlyList<string>>? Security(SpecNode holder) =>
        holder.Raw("security") is { IsList: true } list
            ? [.. list.Items.Where(i => i.IsObject).Take(50).Select(IReadOnlyList<string> (i) => [.. i.Members.Select(m => m.Name)])]
            : null;

    private Uri? ServerOf(SpecNode operation, SpecNode item, HashSet<string> ofDocument)
    {
        var own = parts.Servers(operation) is { Count: > 0 } first ? first : parts.Servers(item);
        if (own.Count == 0 || own.Any(s => ofDocument.Contains(s.Url)))
        {
            return null;
        }

        return own.Select(s => ServerUrls.WithDefaults(s)).FirstOrDefault(u => u is not null);
    }
}
