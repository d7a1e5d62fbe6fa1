namespace Connectors.OpenApi.Reading;

/// <summary>Swagger 2.0: parameters hold their own types, body and form are parameters, media types stand apart.</summary>
internal sealed class Version2Parts(Losses losses) : SpecParts(losses)
{
    private const string DefaultType = "application/json";

    public override string Version => "2.0";

    public override IReadOnlyList<ApiServer> Servers(SpecNode holder)
    {
        if (holder.Raw("swagger").Exists is false)
        {
            // Only the document as a whole has a host here.
            return [];
        }

        var path = holder.Text("basePath") ?? "";
        if (holder.Text("host") is not { Length: > 0 } host)
        {
            return path.Length > 0 ? [new ApiServer(path, "", [])] : [];
        }

        // https first: it is the better default whatever the order is.
        var schemes = holder.Raw("schemes").Items.Select(s => s.AsText).OfType<string>().Where(s => s is "https" or "http");
        return
        [
            .. schemes
                .Distinct(StringComparer.Ordinal)
                .OrderDescending(StringComparer.Ordinal)
                .DefaultIfEmpty("https")
                .Select(scheme => new ApiServer($"{scheme}://{host.Trim()}/{path.TrimStart('/')}", "", [])),
        ];
    }

    public override IReadOnlyList<ApiScheme> Schemes(SpecNode root) =>
        [.. root["securityDefinitions"].Members.Select(m => SecuritySchemes.Read2(m.Name, m.Value.Follow()))];

    public override ApiParameter Parameter(SpecNode parameter, ApiPlace place, string name)
    {
        // Some write the type into a schema as 3.0 does.
        var schema = parameter.Raw("type").Exists || !parameter.Raw("schema").Exists ? parameter : parameter.Raw("schema");
        var (style, exploded) = Collection(parameter, place is ApiPlace.Query);
        return new ApiParameter(
            name,
            place,
            place == ApiPlace.Path || parameter.Truth("required") == true,
            SummaryOf(parameter, schema),
            schema,
            style,
            exploded
        );
    }

    public override ApiBody? Body(SpecNode operation, IReadOnlyList<SpecNode> parameters, string where)
    {
        var fields = parameters.Where(p => p.Text("in") == "formData" && p.Text("name") is { Length: > 0 }).ToList();
        if (fields.Count > 0)
        {
            return Form(operation, fields);
        }

        if (parameters.LastOrDefault(p => p.Text("in") == "body") is not { Exists: true } body)
        {
            return null;
        }

        var schema = body.Raw("schema");
        // A body is no form, whatever stands for the document as a whole.
        var mediaType = MediaTypesOf(operation, "consumes").Where(t => !MediaTypes.IsForm(t)).OrderBy(MediaTypes.Rank).FirstOrDefault() ?? DefaultType;
        var kind = MediaTypes.KindOf(mediaType, schema);
        return new ApiBody(
            kind,
            MediaTypes.ToSend(mediaType, kind),
            body.Truth("required") == true,
            SummaryOf(body, schema),
            schema,
            kind is ApiBodyKind.Text or ApiBodyKind.Binary ? null : Schemas.PropertiesOf(schema, forRequest: true)
        );
    }

    public override ApiResponse Response(string status, SpecNode response, SpecNode operation)
    {
        var mediaType = MediaTypesOf(operation, "produces").OrderBy(MediaTypes.Rank).FirstOrDefault() ?? DefaultType;
        var schema = response.Raw("schema");
        return new ApiResponse(
            status,
            PlainText.Of(response.Text("description"), 120),
            MediaTypes.KindOf(mediaType, schema) == ApiBodyKind.Json,
            schema,
            [.. response["headers"].Members.Select(h => h.Name)]
        );
    }

    private static ApiBody Form(SpecNode operation, List<SpecNode> fields)
    {
        var isMultipart =
            fields.Exists(f => f.Text("type") == "file")
            || MediaTypesOf(operation, "consumes").Order(StringComparer.Ordinal).FirstOrDefault(MediaTypes.IsForm) == "multipart/form-data";
        var kind = isMultipart ? ApiBodyKind.Multipart : ApiBodyKind.Form;
        var properties = fields
            .GroupBy(f => f.Text("name")!, StringComparer.Ordinal) // Filtered by the caller.
            .Select(g => g.Last())
            .Select(f => (Field: f, Collection: Collection(f, isForm: true)))
            .Select(f => new ApiProperty(
                f.Field.Text("name")!, // Filtered by the caller.
                f.Field,
                f.Field.Truth("required") == true,
                f.Collection.Style,
                f.Collection.IsExploded
            ))
            .ToList();
        return new ApiBody(kind, MediaTypes.ToSend("", kind), properties.Exists(p => p.IsRequired), "", default, properties);
    }

    private static (ApiStyle Style, bool IsExploded) Collection(SpecNode parameter, bool isForm) =>
        parameter.Text("collectionFormat") switch
        {
            "multi" when isForm => (ApiStyle.Form, true),
            "ssv" => (isForm ? ApiStyle.SpaceDelimited : ApiStyle.Simple, false),
            "tsv" => (isForm ? ApiStyle.TabDelimited : ApiStyle.Simple, false),
            "pipes" => (isForm ? ApiStyle.PipeDelimited : ApiStyle.Simple, false),
            _ => (isForm ? ApiStyle.Form : ApiStyle.Simple, false),
        };

    private static List<string> MediaTypesOf(SpecNode operation, string name)
    {
        var own = operation.Raw(name) is { IsList: true } list ? list : operation.Exists ? operation.File.Root.Raw(name) : default;
        return [.. own.Items.Select(t => t.AsText).OfType<string>()];
    }
}
