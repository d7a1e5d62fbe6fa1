using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>
/// A kind of record with HubSpot's uniform way to read, create, change and archive it
/// (https://developers.hubspot.com/docs/api-reference/crm-objects-v3): makes those operations.
/// </summary>
/// <param name="Type">Name in paths, for example <c>contacts</c>.</param>
/// <param name="Name">Word for one record, for example <c>contact</c>.</param>
/// <param name="Common">Properties with a setting of their own.</param>
/// <param name="Reads">Properties that are read besides these.</param>
internal sealed record HubSpotObject(string Type, string Name, IReadOnlyList<HubSpotProperty> Common, IReadOnlyList<string> Reads)
{
    /// <summary>True when an e-mail address names a record as its id does.</summary>
    public bool HasEmail { get; init; }

    /// <summary>Settings with the id of a record that a new one is associated with.</summary>
    public IReadOnlyList<HubSpotLinkSetting> Links { get; init; } = [];

    /// <summary>Turns what the author gave into what HubSpot takes, such as the name of a stage into its id; null for nothing to do.</summary>
    public Func<OperationCall, JsonObject, CancellationToken, ValueTask<NodeResult.Failed?>>? Complete { get; init; }

    /// <summary>Codes with which <see cref="Complete"/> refuses.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();

    /// <summary>Properties that are read, unless the author wants more.</summary>
    public IReadOnlyList<string> Usual => [.. Common.Select(c => c.Property), .. Reads];

    /// <summary>What a record looks like.</summary>
    public ValueShape Shape =>
        ValueShape.Sketch(
            $"{{ id: string, properties: {{ {string.Join(", ", Usual.Select(p => $"{p}: string"))} }}, createdAt: string, updatedAt: string, archived: boolean }}"
        );

    private string KeyHelp => HasEmail ? $"Id or e-mail address of the {Name}." : $"Id of the {Name}.";

    private FieldDefinition Key => HubSpotFields.Text("id", Capital(Name), KeyHelp, required: true);

    private PortDefinition Missing => new(HubSpotApi.NotFound, "not found", $"HubSpot has no such {Name}.");

    private PortDefinition Clash =>
        new(
            HubSpotApi.Conflict,
            "conflict",
            $"Another {Name} has a value that must be unique: {{ existingId, message }}.",
            Shape: ValueShape.Sketch("{ existingId: string, message: string }")
        );

    /// <summary>Reads one record.</summary>
    public OperationDefinition Get(string key) =>
        new(key, $"Get {Name}", $"Reads one {Name} of HubSpot by its id{(HasEmail ? " or e-mail address" : "")}.", GetAsync)
        {
            Card = $"Gets {Name} {{id}} from {{connection}}",
            Fields = [Key, HubSpotFields.Read, HubSpotFields.Along],
            Outputs = [Done("found", $"The {Name}: id and properties; with associations when they are asked for."), Missing],
            Errors = HubSpotErrors.Documented,
        };

    /// <summary>Creates a record.</summary>
    /// <param name="key">Key of the operation.</param>
    /// <param name="required">Setting that must be given.</param>
    public OperationDefinition Create(string key, string required) =>
        new(key, $"Create {Name}", $"Creates a {Name} in HubSpot.", CreateAsync)
        {
            Card = $"Creates {Name} {{{required}}} in {{connection}}",
            Fields = [.. HubSpotFields.Of(Common, required), .. Links.Select(l => l.Field), HubSpotFields.Properties],
            Outputs = [Done("created", $"The new {Name}."), Clash],
            Effect = EffectKind.Write,
            Errors = HubSpotErrors.With([.. Codes, .. Links.Count > 0 ? [HubSpotLink.WrongId] : Array.Empty<KeyValuePair<string, string>>()]),
        };

    /// <summary>Changes a record. Setting properties twice is the same as once.</summary>
    public OperationDefinition Update(string key) =>
        new(key, $"Update {Name}", $"Changes properties of a {Name} in HubSpot.", UpdateAsync)
        {
            Card = $"Updates {Name} {{id}} in {{connection}}",
            Fields = [Key, .. HubSpotFields.Of(Common), HubSpotFields.Properties],
            Outputs = [Done("changed", $"The {Name} as it is now."), Missing, Clash],
            Effect = EffectKind.Write,
            Idempotent = true,
            Errors = HubSpotErrors.With([Nothing, .. Codes]),
        };

    /// <summary>Creates or changes a record by a property with unique values. Doing it twice is the same as once.</summary>
    /// <param name="key">Key of the operation.</param>
    /// <param name="by">Settings that say by which property; empty when it is the e-mail address.</param>
    public OperationDefinition Upsert(string key, params IReadOnlyList<FieldDefinition> by) =>
        new(
            key,
            $"Create or update {Name}",
            $"Changes the {Name} with a unique value, or creates it when there is none; safe to repeat.",
            UpsertAsync
        )
        {
            Card = $"Saves {Name} {{{(HasEmail ? "email" : "value")}}} in {{connection}}",
            Fields = [.. by, .. HubSpotFields.Of(Common, HasEmail ? "email" : null), HubSpotFields.Properties],
            Outputs =
            [
                new PortDefinition(
                    HubSpotApi.Success,
                    "saved",
                    $"The {Name} as it is now; new is true when it was created.",
                    Shape: Shape.Or(ValueShape.Sketch("{ new: boolean }"))
                ),
                Clash,
            ],
            Effect = EffectKind.Write,
            Idempotent = true,
            Errors = HubSpotErrors.With(new KeyValuePair<string, string>("hubspot.key", "There is no value that says which record is meant; give one.")),
        };

    /// <summary>Archives a record; it can be restored in HubSpot for 90 days.</summary>
    public OperationDefinition Archive(string key) =>
        new(key, $"Archive {Name}", $"Moves a {Name} of HubSpot into the recycle bin, from where it can be restored for 90 days.", ArchiveAsync)
        {
            Card = $"Archives {Name} {{id}} in {{connection}}",
            Fields = [Key],
            Outputs = [new PortDefinition(HubSpotApi.Success, "archived", $"The {Name} is in the recycle bin; also when it was there before."), Missing],
            Effect = EffectKind.Write,
            Idempotent = true,
            Errors = HubSpotErrors.Documented,
        };

    private static KeyValuePair<string, string> Nothing { get; } = new("hubspot.nothing", "There is nothing to change; give a property.");

    private async ValueTask<NodeResult> GetAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (HubSpotKey.Read(call.Text("id"), HasEmail) is not { } key)
        {
            return new NodeResult.Completed(HubSpotApi.NotFound);
        }

        var along = call.Texts("associations");
        var query = new List<string> { $"properties={Listed([.. Usual, .. call.Texts("read")])}" };
        if (along.Count > 0)
        {
            query.Add($"associations={Listed(along)}");
        }

        var answer = await HubSpotApi.GetAsync(call, key.Path(Type, query), cancellationToken).ConfigureAwait(false);
        return HubSpotApi.Leave(answer, call);
    }

    private async ValueTask<NodeResult> CreateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var properties = HubSpotValues.Properties(call, Common);
        if (Complete is not null && await Complete(call, properties, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        if (!HubSpotLink.TryRead(call, Links, out var links, out var wrong))
        {
            return HubSpotApi.Fail(HubSpotLink.WrongId.Key, $"The setting {wrong} holds no id of HubSpot; an id has digits only.");
        }

        var body = new JsonObject { ["properties"] = properties };
        if (links.Count > 0)
        {
            body["associations"] = new JsonArray([.. links.Select(l => l.ToJson())]);
        }

        var answer = await HubSpotApi
            .SendAsync(call, HttpMethod.Post, $"crm/v3/objects/{Type}", body, cancellationToken)
            .ConfigureAwait(false);
        // HubSpot's description wraps the record in an entity; its service sends the record itself.
        return HubSpotApi.Leave(
            answer is HubSpotAnswer.Done { Value: var value } && value.TryGetProperty("entity", out var entity) ? new HubSpotAnswer.Done(entity) : answer,
            call
        );
    }

    private async ValueTask<NodeResult> UpdateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var properties = HubSpotValues.Properties(call, Common);
        if (properties.Count == 0)
        {
            return HubSpotApi.Fail(Nothing.Key, "There is nothing to change: every property is empty. Give at least one.");
        }

        if (HubSpotKey.Read(call.Text("id"), HasEmail) is not { } key)
        {
            return new NodeResult.Completed(HubSpotApi.NotFound);
        }

        if (Complete is not null && await Complete(call, properties, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        var answer = await HubSpotApi
            .SendAsync(call, HttpMethod.Patch, key.Path(Type), new JsonObject { ["properties"] = properties }, cancellationToken)
            .ConfigureAwait(false);
        return HubSpotApi.Leave(answer, call);
    }

    private async ValueTask<NodeResult> UpsertAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var properties = HubSpotValues.Properties(call, Common);
        var by = HasEmail ? "email" : HubSpotValues.Filled(call, "by");
        var value = HubSpotValues.Filled(call, HasEmail ? "email" : "value");
        if (by is null || value is null || (HasEmail && HubSpotKey.Read(value, emails: true)?.Property is null))
        {
            return HubSpotApi.Fail("hubspot.key", $"There is no {by ?? "value"} that says which {Name} is meant. Ask for it before.");
        }

        properties[by] = value;
        var input = new JsonObject { ["idProperty"] = by, ["id"] = value, ["properties"] = properties };
        var answer = await HubSpotApi
            .SendAsync(call, HttpMethod.Post, $"crm/v3/objects/{Type}/batch/upsert", new JsonObject { ["inputs"] = new JsonArray(input) }, cancellationToken)
            .ConfigureAwait(false);
        return answer is HubSpotAnswer.Done { Value: var batch } ? HubSpotApi.Leave(HubSpotBatch.Only(batch), call) : HubSpotApi.Leave(answer, call);
    }

    private async ValueTask<NodeResult> ArchiveAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (HubSpotKey.Read(call.Text("id"), HasEmail) is not { } key)
        {
            return new NodeResult.Completed(HubSpotApi.NotFound);
        }

        if (key.Property is not null)
        {
            // Only the id archives: an address is looked up first.
            var found = await HubSpotApi.GetAsync(call, key.Path(Type, "properties=email"), cancellationToken).ConfigureAwait(false);
            if (found is not HubSpotAnswer.Done { Value: var record } || HubSpotJson.Text(record, "id") is not { } id)
            {
                return HubSpotApi.Leave(found, call);
            }

            key = new HubSpotKey(id, null);
        }

        var answer = await HubSpotApi.SendAsync(call, HttpMethod.Delete, key.Path(Type), null, cancellationToken).ConfigureAwait(false);
        return HubSpotApi.Leave(answer, call);
    }

    private static string Listed(IEnumerable<string> names) =>
        string.Join(',', names.Select(n => n.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Select(Uri.EscapeDataString));

    private PortDefinition Done(string title, string summary) => new(HubSpotApi.Success, title, summary, Shape: Shape);

    private static string Capital(string word) => string.Concat(word[..1].ToUpperInvariant(), word[1..]);
}
