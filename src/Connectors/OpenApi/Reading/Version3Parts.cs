namespace Connectors.OpenApi.Reading;

/// <summary>OpenAPI 3.0, 3.1 and what of 3.2 is the same.</summary>
internal sealed class Version3Parts(string version, Losses losses) : SpecParts(losses)
{
    public override string Version { get; } = version;

    public override IReadOnlyList<ApiServer> Servers(SpecNode holder) =>
        [
            .. holder
                .Raw("servers")
                .Items.Where(s => s.Text("url") is not null)
                .Select(s => new ApiServer(s.Text("url")!.Trim(), PlainText.Of(s.Text("description"), 100), Variables(s))), // Filtered above.
        ];

    public override IReadOnlyList<ApiScheme> Schemes(SpecNode root) =>
        [.. root["components"]["securitySchemes"].Members.Select(m => SecuritySchemes.Read3(m.Name, m.Value.Follow()))];

    public override ApiParameter Parameter(SpecNode parameter, ApiPlace place, string name)
    {
        var content = parameter["content"].Members.FirstOrDefault();
        var schema = content.Value.Exists ? content.Value.Raw("schema") : parameter.Raw("schema");
        var style = parameter.Text("style") switch
        {
            "matrix" when place == ApiPlace.Path => ApiStyle.Matrix,
            "label" when place == ApiPlace.Path => ApiStyle.Label,
            "spaceDelimited" when place == ApiPlace.Query => ApiStyle.SpaceDelimited,
            "pipeDelimited" when place == ApiPlace.Query => ApiStyle.PipeDelimited,
            "deepObject" when place == ApiPlace.Query => ApiStyle.DeepObject,
            _ => place is ApiPlace.Query or ApiPlace.Cookie ? ApiStyle.Form : ApiStyle.Simple,
        };
        return new ApiParameter(
            name,
            place,
            place == ApiPlace.Path || parameter.Truth("required") == true,
            SummaryOf(parameter, schema),
            schema,
            style,
            parameter.Truth("explode") ?? style is ApiStyle.Form or ApiStyle.DeepObject,
            parameter.Truth("allowReserved") == true,
            content.Value.Exists && MediaTypes.IsJson(content.Name)
        );
    }

    public override ApiBody? Body(SpecNode operation, IReadOnlyList<SpecNode> parameters, string where)
    {
        var body = operation["requestBody"];
        if (!body.IsObject)
        {
            return null;
        }

        var (mediaType, media) = body["content"].Members.OrderBy(m => MediaTypes.Rank(m.Name)).FirstOrDefault();
        if (mediaType is null)
        {
            Losses.Add("The body has no media type; JSON is assumed.", where);
            mediaType = "";
        }

        var schema = media.Raw("schema");
        var kind = MediaTypes.KindOf(mediaType, schema);
        return new ApiBody(
            kind,
            MediaTypes.ToSend(mediaType, kind),
            body.Truth("required") == true,
            SummaryOf(body, schema),
            schema,
            Properties(kind, schema, media["encoding"])
        );
    }

    public override ApiResponse Response(string status, SpecNode response, SpecNode operation)
    {
        var (mediaType, media) = response["content"].Members.OrderBy(m => MediaTypes.Rank(m.Name)).FirstOrDefault();
        return new ApiResponse(
            status,
            PlainText.Of(response.Text("description"), 120),
            mediaType is not null && MediaTypes.KindOf(mediaType, media.Raw("schema")) == ApiBodyKind.Json,
            media.Raw("schema"),
            [.. response["headers"].Members.Select(h => h.Name)]
        );
    }

    private static IReadOnlyList<ApiProperty>? Properties(ApiBodyKind kind, SpecNode schema, SpecNode encoding)
    {
        if (kind is ApiBodyKind.Text or ApiBodyKind.Binary)
        {
            return null;
        }

        var properties = Schemas.PropertiesOf(schema, forRequest: true);
        return kind == ApiBodyKind.Json
            ? properties
            : properties?.Select(p => encoding[p.Name] is { IsObject: true } how ? Encoded(p, how) : p).ToList();
    }

    private static ApiProperty Encoded(ApiProperty property, SpecNode encoding)
    {
        var style = encoding.Text("style") switch
        {
            "spaceDelimited" => ApiStyle.SpaceDelimited,
            "pipeDelimited" => ApiStyle.PipeDelimited,
            "deepObject" => ApiStyle.DeepObject,
            _ => ApiStyle.Form,
        };
        return property with
        {
            Style = style,
            IsExploded = encoding.Truth("explode") ?? style is ApiStyle.Form or ApiStyle.DeepObject,
            MediaType = encoding.Text("contentType")?.Split(',')[0].Trim(),
        };
    }

    private static List<ApiVariable> Variables(SpecNode server) =>
        [
            .. server["variables"]
                .Members.Where(v => v.Value.IsObject)
                .Select(v => new ApiVariable(
                    v.Name,
                    v.Value.Text("default") ?? "",
                    [.. v.Value.Raw("enum").Items.Select(o => o.AsText).OfType<string>().Distinct(StringComparer.Ordinal)],
                    PlainText.Of(v.Value.Text("description"))
                )),
        ];
}
