using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting;

/// <summary>
/// Finds what is wrong with the definition of a connector, before anybody uses it: a plug-in and an import may bring
/// anything.
/// </summary>
public static class ConnectorCheck
{
    private static readonly FieldKind[] OfSettings =
        [FieldKind.Text, FieldKind.Multiline, FieldKind.Number, FieldKind.Boolean, FieldKind.Choice];

    private static readonly FieldKind[] OfOperations =
    [
        .. OfSettings,
        FieldKind.Json,
        FieldKind.Value,
        FieldKind.List,
        FieldKind.TextList,
        FieldKind.Map,
        FieldKind.Variable,
    ];

    /// <summary>Checks a connector.</summary>
    /// <param name="connector">The connector.</param>
    /// <returns>Problems with pointers into the definition, such as <c>/operations/getOrder/fields/orderId</c>.</returns>
    public static IReadOnlyList<Problem> Find(ConnectorDefinition connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        var problems = new List<Problem>();
        if (IsMissing(connector.Key) || !Identifiers.IsName(connector.Key))
        {
            Report(problems, "connector.key", "/key", "A key starts with a small letter and has only letters and digits.");
        }

        CheckWords(problems, "", connector.Title, connector.Summary);
        FieldCheck.Find(problems, "/settings", connector.Settings, OfSettings);
        CheckUnique(problems, "/credentials", connector.Credentials.Select(c => c.Key));
        foreach (var kind in connector.Credentials)
        {
            FieldCheck.Find(problems, $"/credentials/{kind.Key}/fields", kind.Fields, [.. OfSettings, FieldKind.Secret]);
        }

        if (connector.RateLimit is { } limit && (!(limit.Permits > 0) || limit.Per <= TimeSpan.Zero || limit.Concurrency < 1))
        {
            Report(problems, "connector.rateLimit", "/rateLimit", "Permits, time and concurrency are greater than 0.");
        }

        foreach (var ofVersion in connector.Operations.GroupBy(o => o.Version))
        {
            CheckUnique(problems, "/operations", ofVersion.Select(o => o.Key));
        }

        foreach (var operation in connector.Operations)
        {
            CheckOperation(problems, connector, operation);
        }

        CheckUnique(problems, "/triggers", connector.Triggers.Select(t => t.Key));
        foreach (var trigger in connector.Triggers)
        {
            CheckWords(problems, $"/triggers/{trigger.Key}", trigger.Title, trigger.Summary);
            if (trigger.EventSchema.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            {
                Report(problems, "connector.eventSchema", $"/triggers/{trigger.Key}/eventSchema", "A schema is a JSON object.");
            }
        }

        return problems;
    }

    private static void CheckOperation(List<Problem> problems, ConnectorDefinition connector, OperationDefinition operation)
    {
        var at = $"/operations/{operation.Key}";
        CheckWords(problems, at, operation.Title, operation.Summary);
        if ($"{connector.Key}.{operation.Key}".Length > 100)
        {
            Report(problems, "connector.key", at, "Connector and operation together have at most 99 characters.");
        }

        if (operation.Version < 1)
        {
            Report(problems, "connector.version", $"{at}/version", "Versions count from 1.");
        }

        if (operation.Run is null)
        {
            Report(problems, "connector.run", $"{at}/run", "Say what the operation does.");
        }

        FieldCheck.Find(problems, $"{at}/fields", operation.Fields, OfOperations);
        foreach (var field in operation.Fields.Where(f => OperationDefinition.AddedFields.Contains(f.Name)))
        {
            Report(problems, "connector.field", $"{at}/fields/{field.Name}", $"The setting {field.Name} is added by itself. Choose another name.");
        }

        CheckPorts(problems, at, operation);
        foreach (var (code, summary) in operation.Errors)
        {
            if (!code.Contains('.', StringComparison.Ordinal) || IsMissing(summary))
            {
                Report(problems, "connector.error", $"{at}/errors/{code}", "A code has a prefix, as in shop.notFound, and a sentence.");
            }
        }

        if (operation.Cache is { } cache && (operation.Effect is EffectKind.Write || cache.TimeToLive < TimeSpan.Zero || cache.StaleFor < TimeSpan.Zero))
        {
            Report(problems, "connector.cache", $"{at}/cache", "Only reads are cached, and for zero seconds or more.");
        }

        if (operation.Paging is { } paging && (paging.MaxPages < 1 || paging.MaxItems < 1 || paging.PageSize < 1))
        {
            Report(problems, "connector.paging", $"{at}/paging", "Pages, items and the size of a page are 1 or more.");
        }

        if (operation.Timeout <= TimeSpan.Zero || operation.Timeout > TimeSpan.FromMinutes(10))
        {
            Report(problems, "connector.timeout", $"{at}/timeout", "The longest time is above zero and at most ten minutes.");
        }

        CheckCard(problems, at, operation);
    }

    private static void CheckPorts(List<Problem> problems, string at, OperationDefinition operation)
    {
        CheckUnique(problems, $"{at}/outputs", operation.Outputs.Select(p => p.Name));
        if (operation.Outputs.Count == 0 || operation.Outputs.Any(p => p.Name == NodeDefinition.ErrorPort.Name || p.Kind == PortKind.Error))
        {
            Report(problems, "connector.port", $"{at}/outputs", "An operation has at least one way out; error is added by itself.");
        }

        foreach (var port in operation.Outputs)
        {
            CheckWords(problems, $"{at}/outputs/{port.Name}", port.Title, port.Summary);
        }
    }

    /// <summary><c>Gets order {orderId} from {connection}</c>: what stands in braces is a setting.</summary>
    private static void CheckCard(List<Problem> problems, string at, OperationDefinition operation)
    {
        var names = operation.Card.Split('{').Skip(1).Select(part => part.Split('}')[0]);
        foreach (var name in names.Where(n => !OperationDefinition.AddedFields.Contains(n) && operation.Fields.All(f => f.Name != n)))
        {
            Report(problems, "connector.card", $"{at}/card", $"The card names {{{name}}}, which is no setting of the operation.");
        }
    }

    private static void CheckUnique(List<Problem> problems, string at, IEnumerable<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (IsMissing(key) || !Identifiers.IsName(key))
            {
                Report(problems, "connector.key", at, $"\"{key}\" cannot be a key: it starts with a small letter and has only letters and digits.");
            }
            else if (!seen.Add(key))
            {
                Report(problems, "connector.key", $"{at}/{key}", $"There are two with the key {key}.");
            }
        }
    }

    private static void CheckWords(List<Problem> problems, string at, string title, string summary)
    {
        if (IsMissing(title) || IsMissing(summary))
        {
            Report(problems, "connector.words", at, "Give a title and one sentence of summary.");
        }
    }

    /// <summary>Plug-ins are not bound by our compiler: what must not be null may be.</summary>
    private static bool IsMissing([NotNullWhen(false)] string? text) => string.IsNullOrWhiteSpace(text);

    internal static void Report(List<Problem> problems, string code, string pointer, string message) =>
        problems.Add(new Problem(code, ProblemSeverity.Error, pointer, message));

    /// <summary>Checks fields of settings, credentials and operations.</summary>
    private static class FieldCheck
    {
        public static void Find(List<Problem> problems, string at, IReadOnlyList<FieldDefinition> fields, IReadOnlyList<FieldKind> kinds)
        {
            CheckUnique(problems, at, fields.Select(f => f.Name));
            foreach (var field in fields)
            {
                var here = $"{at}/{field.Name}";
                CheckWords(problems, here, field.Label, field.Help);
                if (!kinds.Contains(field.Kind))
                {
                    Report(problems, "connector.field", $"{here}/kind", $"A field of the kind {field.Kind} does not fit here.");
                }

                if (field.Kind is FieldKind.Choice && field.Options is not { Count: > 0 })
                {
                    Report(problems, "connector.field", $"{here}/options", "A choice needs options.");
                }

                if (field.Minimum > field.Maximum)
                {
                    Report(
                        problems,
                        "connector.field",
                        here,
                        string.Create(CultureInfo.InvariantCulture, $"The least number {field.Minimum} is above the greatest {field.Maximum}.")
                    );
                }

                if (field.ShownWhen is { } condition && fields.All(f => f.Name != condition.Field))
                {
                    Report(problems, "connector.field", $"{here}/shownWhen", $"It depends on {condition.Field}, which is no field here.");
                }

                if (field.Required && field.Default.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
                {
                    Report(problems, "connector.field", $"{here}/default", "A field with a default is not required.");
                }
                else if (!Fits(field))
                {
                    Report(problems, "connector.field", $"{here}/default", "The default does not fit the field.");
                }

                Find(problems, $"{here}/fields", field.Fields ?? [], kinds);
            }
        }

        private static bool Fits(FieldDefinition field) =>
            field.Default.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || field.Kind switch
            {
                FieldKind.Number => field.Default.ValueKind is JsonValueKind.Number
                    && field.Default.GetDouble() is var number
                    && !(number < field.Minimum)
                    && !(number > field.Maximum),
                FieldKind.Boolean => field.Default.ValueKind is JsonValueKind.True or JsonValueKind.False,
                FieldKind.Choice => field.Default.ValueKind is JsonValueKind.String
                    && field.Options?.Any(o => o.Value == field.Default.GetString()) == true,
                FieldKind.List or FieldKind.TextList => field.Default.ValueKind is JsonValueKind.Array,
                FieldKind.Map => field.Default.ValueKind is JsonValueKind.Object,
                FieldKind.Json or FieldKind.Value => true,
                FieldKind.Secret => false,
                _ => field.Default.ValueKind is JsonValueKind.String,
            };
    }
}
