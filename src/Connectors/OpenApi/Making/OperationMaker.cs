using System.Text.Json;
using Connectors.OpenApi.Calling;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Connectors.OpenApi.Making;

/// <summary>Makes operations of a connector: settings, ports, effect, paging, and the plan of the request.</summary>
internal sealed class OperationMaker
{
    /// <summary>A body with more properties is one JSON setting.</summary>
    private const int MaxBodyFields = 80;

    /// <summary>Optional settings that a form shows without "More".</summary>
    private const int ShownOptional = 6;

    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Headers that belong to HTTP, the connection or the body (OpenAPI 3.1 §4.8.12.2.1).</summary>
    private static readonly HashSet<string> Ours = new(
        [
            "Accept", "Content-Type", "Authorization", "Proxy-Authorization", "Cookie", "Host", "Connection", "Content-Length",
            "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", IdempotencyKey,
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly Shapes _shapes;
    private readonly FieldMaker _fields;
    private readonly IReadOnlyDictionary<string, string> _errors;
    private readonly string _connector;
    private readonly string _title;
    private readonly Losses _losses;

    /// <summary>Starts a connector.</summary>
    /// <param name="connector">Its key.</param>
    /// <param name="title">Name of the other system.</param>
    /// <param name="losses">Takes what is not used.</param>
    public OperationMaker(string connector, string title, Losses losses)
    {
        (_connector, _title, _losses) = (connector, title, losses);
        _shapes = new Shapes();
        _fields = new FieldMaker(_shapes);
        _errors = HttpFailures.Documented(connector, title);
    }

    /// <summary>Makes an operation.</summary>
    /// <param name="operation">What the document says.</param>
    public OperationDefinition Make(ApiOperation operation)
    {
        var inputs = new Inputs(_fields);
        var parameters = Parameters(operation, inputs);
        var body = operation.Body is { } described ? Body(described, inputs) : null;
        var paging = ReadAll.PagingOf(operation);
        var isWrite = operation.Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE");
        var takesKey = operation.Parameters.Any(p => p.Place == ApiPlace.Header && p.Name.Equals(IdempotencyKey, StringComparison.OrdinalIgnoreCase));
        var hasNotFound =
            operation.Responses.Any(r => r.Status == "404") || operation.Parameters.Any(p => p.Place == ApiPlace.Path);
        var plan = new RequestPlan(
            new HttpMethod(operation.Method),
            PathTemplate.PiecesOf(operation.Path),
            operation.Server,
            parameters,
            body,
            AcceptOf(operation),
            isWrite
        );
        return new OperationDefinition(operation.Key, operation.Title, SummaryOf(operation), new OperationRunner(plan, hasNotFound).RunAsync)
        {
            Card = $"{Bare(operation.Title)} by {{connection}}",
            Fields = paging is null ? inputs.Fields : [.. inputs.Fields, .. ReadAll.Fields],
            Outputs = Outputs(operation, hasNotFound),
            Effect = isWrite ? EffectKind.Write : EffectKind.Read,
            // PUT and DELETE may be repeated by their meaning (RFC 9110 §9.2.2).
            Idempotent = operation.Method is "PUT" or "DELETE" || takesKey,
            Errors = _errors,
            Paging = paging,
            Cache = operation.Method == "GET" ? new CachePolicy(TimeSpan.Zero, TimeSpan.Zero, [_connector]) : null,
        };
    }

    private List<ParameterPlan> Parameters(ApiOperation operation, Inputs inputs)
    {
        var plans = new List<ParameterPlan>();
        foreach (var parameter in operation.Parameters.OrderBy(p => p.Place).ThenByDescending(p => p.IsRequired))
        {
            if (parameter.Place == ApiPlace.Header && (Ours.Contains(parameter.Name) || !HeaderNames.IsValid(parameter.Name)))
            {
                if (!Ours.Contains(parameter.Name))
                {
                    _losses.Add("The name of a header is none; it is left out.", $"{operation.Method} {operation.Path}");
                }

                continue;
            }

            var place = parameter.Place switch
            {
                ApiPlace.Path => "path",
                ApiPlace.Query => "query",
                ApiPlace.Header => "header",
                _ => "cookie",
            };
            var isAside = parameter.Place is ApiPlace.Header or ApiPlace.Cookie;
            var field = inputs.Add(parameter.Name, place, parameter.Summary, parameter.Schema, parameter.IsRequired, isAside);
            plans.Add(
                new ParameterPlan(
                    field,
                    parameter.Name,
                    parameter.Place,
                    parameter.Style,
                    parameter.IsExploded,
                    parameter.KeepsReserved,
                    parameter.IsJson
                )
            );
        }

        return plans;
    }

    private BodyPlan Body(ApiBody body, Inputs inputs)
    {
        if (body.Properties is not { Count: > 0 and <= MaxBodyFields } properties || Schemas.TypeOf(body.Schema) == "array")
        {
            return new BodyPlan(body.Kind, body.MediaType, inputs.AddWhole(body, _shapes.Sketch(body.Schema)), [], body.IsRequired);
        }

        var members = properties
            .OrderByDescending(p => p.IsRequired)
            .Select(p => new MemberPlan(
                inputs.Add(p, p.IsRequired && body.IsRequired),
                p.Name,
                FieldMaker.SentTypeOf(p.Schema),
                p.Style,
                p.IsExploded,
                Schemas.IsFile(p.Schema) || (Schemas.TypeOf(p.Schema) == "array" && Schemas.IsFile(Schemas.Core(p.Schema)["items"])),
                p.MediaType
            ))
            .ToList();
        return new BodyPlan(body.Kind, body.MediaType, null, members, body.IsRequired);
    }

    private List<PortDefinition> Outputs(ApiOperation operation, bool hasNotFound)
    {
        var answers = operation.Responses.Where(r => r.Status.StartsWith('2') || r.Status == "default").ToList();
        var success = answers.Find(r => r.Schema.Exists) ?? answers.FirstOrDefault();
        var outputs = new List<PortDefinition>
        {
            new(
                OperationRunner.Success,
                "success",
                $"{Sentence(success?.Summary, "It is done.")} The output is what {_title} answered.",
                Shape: success is { IsJson: true, Schema.Exists: true } ? _shapes.Of(success.Schema) : ValueShape.Any
            ),
        };
        if (hasNotFound)
        {
            outputs.Add(Other(operation, "404", OperationRunner.NotFound, "not found", $"{_title} does not have it: {{ status, body }}."));
        }

        outputs.Add(Other(operation, "4", OperationRunner.Rejected, "rejected", $"{_title} refuses what was sent: {{ status, body }}."));
        return outputs;
    }

    private PortDefinition Other(ApiOperation operation, string status, string port, string word, string summary)
    {
        var answer = operation.Responses.FirstOrDefault(r => r.IsJson && r.Schema.Exists && r.Status.StartsWith(status, StringComparison.Ordinal));
        var shape = new Dictionary<string, ValueShape>
        {
            ["status"] = new("number"),
            ["body"] = answer is null ? ValueShape.Any : _shapes.Of(answer.Schema),
        };
        return new PortDefinition(port, word, summary, Shape: ValueShape.Object(shape));
    }

    private static string? AcceptOf(ApiOperation operation) =>
        operation.Responses.Any(r => r.Status.StartsWith('2') && r.IsJson) ? "application/json" : null;

    private string SummaryOf(ApiOperation operation)
    {
        var text = Sentence(operation.Summary, $"{operation.Method} {PlainText.Of(operation.Path, 150)} of {_title}.");
        return operation.IsDeprecated ? $"Deprecated by {_title}. {text}" : text;
    }

    /// <summary>Braces on a card name settings.</summary>
    private static string Bare(string title) => title.Replace('{', '(').Replace('}', ')');

    private static string Sentence(string? text, string otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : text.EndsWith('.') || text.EndsWith('…') ? text
        : text + ".";

    /// <summary>The settings as they are collected.</summary>
    private sealed class Inputs(FieldMaker maker)
    {
        private readonly FieldNames _names = new();
        private readonly List<FieldDefinition> _fields = [];
        private int _optional;

        public IReadOnlyList<FieldDefinition> Fields => _fields;

        public string Add(string wire, string place, string summary, SpecNode schema, bool isRequired, bool isAside)
        {
            var name = _names.Take(wire, place);
            var isAdvanced = !isRequired && (isAside || _optional++ >= ShownOptional);
            _fields.Add(maker.Make(name, wire, summary, schema, isRequired, isAdvanced));
            return name;
        }

        public string Add(ApiProperty property, bool isRequired)
        {
            var name = _names.Take(property.Name, "body");
            _fields.Add(maker.Make(name, property, isRequired, !isRequired && _optional++ >= ShownOptional));
            return name;
        }

        public string AddWhole(ApiBody body, string sketch)
        {
            var name = _names.Take("body", "request");
            var (kind, help) = body.Kind switch
            {
                ApiBodyKind.Text => (FieldKind.Multiline, $"Text of type {PlainText.Of(body.MediaType, 60)}."),
                ApiBodyKind.Binary => (FieldKind.Json, "A file: a text, or { name, contentType, base64 }."),
                ApiBodyKind.Json => (FieldKind.Json, sketch == "any" ? "Any JSON." : $"JSON: {sketch}."),
                _ => (FieldKind.Map, "Values by name."),
            };
            _fields.Add(
                new FieldDefinition(
                    name,
                    "Body",
                    body.Summary.Length > 0 ? $"{Sentence(body.Summary, "")} {help}" : help,
                    kind,
                    body.IsRequired,
                    Expression: true,
                    Template: true
                )
            );
            return name;
        }
    }
}
