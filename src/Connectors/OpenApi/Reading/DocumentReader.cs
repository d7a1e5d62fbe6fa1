namespace Connectors.OpenApi.Reading;

/// <summary>Reads a document of version 2.0, 3.0 or 3.1 into one form. Stateless but for one document.</summary>
internal sealed class DocumentReader
{
    private readonly SpecBundle _bundle;
    private readonly ReadLimits _limits;

    private DocumentReader(SpecBundle bundle, ReadLimits limits) => (_bundle, _limits) = (bundle, limits);

    /// <summary>What the document says that is not used.</summary>
    private Losses Losses { get; } = new();

    /// <summary>Reads a document.</summary>
    /// <param name="document">Its bytes, JSON or YAML; must stay as they are while the result lives.</param>
    /// <param name="files">Gives the files beside it by their relative path; null when there are none.</param>
    /// <param name="limits">What is too much.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document and notes on what is lost.</returns>
    /// <exception cref="DocumentRefusedException">It cannot become a connector.</exception>
    public static (ApiDocument Document, Losses Losses) Read(
        ReadOnlyMemory<byte> document,
        Func<string, ReadOnlyMemory<byte>?>? files,
        ReadLimits limits,
        CancellationToken cancellationToken
    )
    {
        var bundle = new SpecBundle(files, limits, cancellationToken);
        var reader = new DocumentReader(bundle, limits);
        return (reader.Read(bundle.Open(document).Root), reader.Losses);
    }

    private ApiDocument Read(SpecNode root)
    {
        if (!root.IsObject)
        {
            throw new DocumentRefusedException("openapi.format", "This is no OpenAPI document: the file holds no object.");
        }

        var parts = PartsOf(root);
        var schemes = parts.Schemes(root);
        var operations = new OperationReader(parts, Losses, _limits).Read(root);
        foreach (var reference in _bundle.Missing.Take(20))
        {
            Losses.Add("A reference leads to a file that is not here; what it describes is unknown.", reference);
        }

        if (operations.Count == 0)
        {
            throw WithoutOperations(root);
        }

        if (root.Raw("webhooks").IsObject)
        {
            Losses.Add("Webhooks are not made into triggers.");
        }

        var info = root["info"];
        return new ApiDocument(
            Title(info, root),
            PlainText.Of(info.Text("description") ?? info.Text("summary"), 500),
            info.Text("version") ?? "",
            parts.Version,
            parts.Servers(root),
            schemes,
            operations
        );
    }

    private SpecParts PartsOf(SpecNode root)
    {
        if (root.Text("openapi") is { } version)
        {
            var number = version.Trim().TrimStart('v');
            if (number.StartsWith("3.0", StringComparison.Ordinal) || number is "3")
            {
                return new Version3Parts("3.0", Losses);
            }

            if (number.StartsWith("3.", StringComparison.Ordinal))
            {
                if (!number.StartsWith("3.1", StringComparison.Ordinal))
                {
                    Losses.Add($"Version {PlainText.Of(number, 20)} is read as 3.1.");
                }

                return new Version3Parts("3.1", Losses);
            }

            if (number is not "2.0")
            {
                throw Unsupported($"OpenAPI {PlainText.Of(number, 20)}");
            }
        }
        else if (root.Text("swagger") is not { } old)
        {
            throw NotOne(root);
        }
        else if (old.Trim() is not ("2.0" or "2" or "2.0.0"))
        {
            throw Unsupported($"Swagger {PlainText.Of(old, 20)}");
        }

        return new Version2Parts(Losses);
    }

    private static DocumentRefusedException Unsupported(string version) =>
        new("openapi.version", $"The document is {version}; versions 2.0, 3.0 and 3.1 can be imported. Convert it first.");

    private static DocumentRefusedException NotOne(SpecNode root)
    {
        var other =
            root.Raw("swaggerVersion").Exists ? "It is Swagger 1; convert it to 2.0 or 3.0 first."
            : root.Raw("asyncapi").Exists ? "It is AsyncAPI, which describes messages."
            : root.Text("kind")?.StartsWith("discovery#", StringComparison.Ordinal) == true ? "It is a Google discovery document."
            : root["info"].Raw("_postman_id").Exists ? "It is a Postman collection; export it as OpenAPI."
            : root.Raw("$schema").Exists ? "It is a JSON Schema."
            : "It has neither \"openapi\" nor \"swagger\".";
        return new DocumentRefusedException("openapi.format", $"This is no OpenAPI document. {other}");
    }

    private DocumentRefusedException WithoutOperations(SpecNode root)
    {
        if (_bundle.Missing.Count > 0)
        {
            return new DocumentRefusedException(
                "openapi.files",
                $"The document lies in several files, and {PlainText.Of(_bundle.Missing.Min, 100)} is not among them. Bundle them into one file first."
            );
        }

        return root.Raw("webhooks") is { IsObject: true } hooks && hooks.Members.Any()
            ? new DocumentRefusedException("openapi.operations", "The document describes webhooks only: there is nothing to call.")
            : new DocumentRefusedException("openapi.operations", "The document has no operations: its paths are missing or empty.");
    }

    private static string Title(SpecNode info, SpecNode root)
    {
        var title = PlainText.Of(info.Text("title"), 80);
        return title.Length > 0 ? title
            : PlainText.Of(root.Text("host"), 80) is { Length: > 0 } host ? host
            : "Imported interface";
    }
}
