using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Customers (https://woocommerce.github.io/woocommerce-rest-api-docs/#customers). An e-mail address belongs to one of them at most.</summary>
internal static class Customers
{
    private static readonly PortDefinition Missing = WooFields.Missing("The shop has no such customer; guests are none.");

    private static readonly IReadOnlyList<FieldDefinition> Written =
    [
        WooFields.Text("firstName", "First name", "First name."),
        WooFields.Text("lastName", "Last name", "Last name."),
        WooFields.Map("billing", "Billing address", "Address by WooCommerce's names: company, address_1, city, postcode, country, phone."),
        WooFields.Map("shipping", "Shipping address", "Address by WooCommerce's names: first_name, address_1, city, postcode, country."),
    ];

    /// <summary>What can be done with customers.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("findCustomer", "Find customer", "Finds a customer of a shop by e-mail address or id.", FindAsync)
            {
                Card = "Finds customer {customer} in {connection}",
                Fields =
                [
                    WooFields.Text("customer", "Customer", "E-mail address or id. Ask only for an address that the visitor has proved to own.", required: true),
                ],
                Outputs = [WooFields.Done("found", "The customer.", WooShapes.Customer), Missing],
                Errors = WooErrors.Documented,
            },
            new("createCustomer", "Create customer", "Creates a customer of a shop; a repeated attempt finds the first one's.", CreateAsync)
            {
                Card = "Creates customer {email} in {connection}",
                Fields = [WooFields.Text("email", "E-mail", "E-mail address, unique in the shop, which writes there.", required: true), .. Written],
                Outputs = [WooFields.Done("created", "The new customer.", WooShapes.Customer), WooFields.Taken("Another customer has this address")],
                Effect = EffectKind.Write,
                Idempotent = true, // by address and mark
                Errors = WooErrors.With(("woocommerce.email", "There is no e-mail address; ask for it before.")),
            },
            new("updateCustomer", "Update customer", "Changes a customer of a shop.", UpdateAsync)
            {
                Card = "Updates customer {customer} in {connection}",
                Fields =
                [
                    WooFields.Text("customer", "Customer", "E-mail address or id.", required: true),
                    WooFields.Text("email", "New e-mail", "New e-mail address."),
                    .. Written,
                ],
                Outputs = [WooFields.Done("changed", "The customer as it is now.", WooShapes.Customer), Missing, WooFields.Taken("Another customer has the new address")],
                Effect = EffectKind.Write,
                Idempotent = true, // it sets values
                Errors = WooErrors.With(("woocommerce.nothing", "There is nothing to change; give a value.")),
            },
        ];

    /// <summary>Reads an address out of a setting.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="setting">Name of the setting.</param>
    /// <returns>Members by WooCommerce's names, as texts; what is absent or null is left out.</returns>
    public static JsonObject Address(OperationCall call, string setting)
    {
        var address = new JsonObject();
        foreach (var member in call.Value(setting) is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject() : default)
        {
            if (member.Value.ValueKind is not JsonValueKind.Null)
            {
                address[member.Name] = member.Value.ValueKind is JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText();
            }
        }

        return address;
    }

    private static async ValueTask<NodeResult> FindAsync(OperationCall call, CancellationToken cancellationToken) =>
        WooApi.Leave(await ReadAsync(call, call.Text("customer"), cancellationToken).ConfigureAwait(false), call);

    private static async ValueTask<NodeResult> CreateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Filled(call, "email") is not { } email || !email.Contains('@', StringComparison.Ordinal))
        {
            return WooApi.Fail("woocommerce.email", "There is no e-mail address. Ask for it before.");
        }

        var body = BodyOf(call);
        body["email"] = email;
        var answer = await WooApi.WriteAsync(call, HttpMethod.Post, "customers", WooKey.Mark(body, call), cancellationToken).ConfigureAwait(false);
        if (answer is not WooAnswer.Taken taken)
        {
            return WooApi.Leave(answer, call);
        }

        // The shop tells that the address is taken, not by whom.
        var existing = await ReadAsync(call, email, cancellationToken).ConfigureAwait(false);
        return existing switch
        {
            WooAnswer.Found { Value: var customer } when WooKey.MayBeThere(call) && WooKey.IsOurs(customer, call) => WooApi.Leave(existing, call),
            WooAnswer.Found { Value: var customer } => WooApi.Leave(taken with { ExistingId = WooValue.Number(customer, "id") }, call),
            WooAnswer.Failed => WooApi.Leave(existing, call),
            _ => WooApi.Leave(taken, call),
        };
    }

    private static async ValueTask<NodeResult> UpdateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var body = BodyOf(call);
        if (WooValue.Filled(call, "email") is { } email)
        {
            body["email"] = email;
        }

        if (body.Count == 0)
        {
            return WooApi.Fail("woocommerce.nothing", "There is nothing to change: every value is empty. Give at least one.");
        }

        if (WooValue.Id(call, "customer") is not { } id)
        {
            var found = await ReadAsync(call, call.Text("customer"), cancellationToken).ConfigureAwait(false);
            if (found is not WooAnswer.Found { Value: var customer } || WooValue.Number(customer, "id") is not { } number)
            {
                return WooApi.Leave(found, call);
            }

            id = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return WooApi.Leave(await WooApi.WriteAsync(call, HttpMethod.Put, $"customers/{id}", body, cancellationToken).ConfigureAwait(false), call);
    }

    private static async Task<WooAnswer> ReadAsync(OperationCall call, string? customer, CancellationToken cancellationToken)
    {
        var key = customer?.Trim() ?? "";
        if (key.Length is > 0 and <= 18 && key.All(char.IsAsciiDigit))
        {
            return await WooApi.GetAsync(call, $"customers/{key}", cancellationToken).ConfigureAwait(false);
        }

        // An empty filter means "all customers" to WooCommerce.
        if (!key.Contains('@', StringComparison.Ordinal))
        {
            return new WooAnswer.Missing();
        }

        // Without the role, only customers are found, and not those who also work in the shop.
        var (items, error, _) = await WooPages
            .CollectAsync(
                call,
                "customers",
                [new("email", key), new("role", "all")],
                c => string.Equals(WooValue.Text(c, "email"), key, StringComparison.OrdinalIgnoreCase),
                1,
                cancellationToken
            )
            .ConfigureAwait(false);
        return error is not null ? new WooAnswer.Failed(error)
            : items is [var found] ? new WooAnswer.Found(found, 1)
            : new WooAnswer.Missing();
    }

    private static JsonObject BodyOf(OperationCall call)
    {
        var body = new JsonObject();
        if (WooValue.Filled(call, "firstName") is { } firstName)
        {
            body["first_name"] = firstName;
        }

        if (WooValue.Filled(call, "lastName") is { } lastName)
        {
            body["last_name"] = lastName;
        }

        foreach (var name in new[] { "billing", "shipping" })
        {
            if (Address(call, name) is { Count: > 0 } address)
            {
                body[name] = address;
            }
        }

        return body;
    }
}
