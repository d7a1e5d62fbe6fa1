using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Orders (https://woocommerce.github.io/woocommerce-rest-api-docs/#orders): read, find, change and cancel.</summary>
internal static class Orders
{
    private const int LongestNote = 4_000;

    /// <summary>States in which the goods have not left and the money can still be kept back.</summary>
    private static readonly string[] Cancellable = ["pending", "on-hold", "processing", "failed"];

    /// <summary>What can be done with orders.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("getOrder", "Get order", "Reads one order of a shop by its number.", GetAsync)
            {
                Card = "Gets order {orderId} from {connection}",
                Fields = [WooFields.Order],
                Outputs =
                [
                    WooFields.Done("found", "The order as WooCommerce describes it: id, number, status, total, line_items, billing and more.", WooShapes.Order),
                    WooFields.Missing("The shop has no order with this number."),
                ],
                Errors = WooErrors.Documented,
            },
            new("findOrders", "Find orders", "Finds orders of a shop by e-mail address and state, the newest first.", FindAsync)
            {
                Card = "Finds orders of {email} in {connection}",
                Fields =
                [
                    WooFields.Text("email", "E-mail", "Only orders with this billing address. Ask only for an address that the visitor has proved to own."),
                    new FieldDefinition(
                        "status",
                        "State",
                        "Only orders in this state.",
                        FieldKind.Choice,
                        Default: WooFields.Json("any"),
                        Options: [new FieldOption("any", "any"), .. OrderStates.Options]
                    ),
                    WooFields.Limit("orders"),
                ],
                Outputs = [WooFields.Done("found", "A list of orders, the newest first.", $"[{WooShapes.Order}]"), WooFields.Missing("No order fits.")],
                Errors = WooErrors.With(("woocommerce.filter", "Neither an e-mail address nor a state is given; give one.")),
                Check = CheckSearch,
            },
            new("updateOrder", "Update order", "Changes the state or the customer's note of an order.", UpdateAsync)
            {
                Card = "Sets order {orderId} in {connection} to {status}",
                Fields =
                [
                    WooFields.Order,
                    new FieldDefinition("status", "State", "New state of the order; empty leaves it.", FieldKind.Choice, Expression: true, Options: OrderStates.Options),
                    WooFields.Multiline("customerNote", "Customer's note", "Replaces the note on the order; empty leaves it."),
                ],
                Outputs = [WooFields.Done("changed", "The order as it is now.", WooShapes.Order), WooFields.Missing("The shop has no order with this number.")],
                Effect = EffectKind.Write,
                Idempotent = true, // it sets values
                Errors = WooErrors.With(
                    ("woocommerce.nothing", "There is nothing to change; give a state or a note."),
                    ("woocommerce.note", "The note is too long.")
                ),
                Check = CheckChange,
            },
            new("cancelOrder", "Cancel order", "Cancels an order, unless it is too late for that.", CancelAsync)
            {
                Card = "Cancels order {orderId} in {connection}",
                Fields = [WooFields.Order],
                Outputs =
                [
                    WooFields.Done("cancelled", "The order is cancelled; also when it was before. Money that was paid is not sent back: use Refund order.", WooShapes.Order),
                    new PortDefinition("tooLate", "too late", "The order is completed or refunded; the output is the order.", Shape: ValueShape.Sketch(WooShapes.Order)),
                    WooFields.Missing("The shop has no order with this number."),
                ],
                Effect = EffectKind.Write,
                Idempotent = true, // it sets a state
                Errors = WooErrors.Documented,
            },
        ];

    private static async ValueTask<NodeResult> GetAsync(OperationCall call, CancellationToken cancellationToken) =>
        // What a visitor typed goes into the path only when it is a number; "orders/" alone would list every order.
        WooValue.Id(call, "orderId") is { } id
            ? WooApi.Leave(await WooApi.GetAsync(call, $"orders/{id}", cancellationToken).ConfigureAwait(false), call)
            : WooApi.Missing;

    private static async ValueTask<NodeResult> FindAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var (email, status) = (call.Text("email")?.Trim(), call.Text("status") ?? "any");
        // An empty search means "all orders" to WooCommerce: they must never reach a visitor who gave no address.
        if (email is not null && !email.Contains('@', StringComparison.Ordinal))
        {
            return WooApi.Missing;
        }

        var query = new List<KeyValuePair<string, string>> { new("orderby", "date"), new("order", "desc") };
        if (email is not null)
        {
            // The API cannot filter by address; its search also finds it in other fields, so that each hit is checked.
            query.Add(new("search", email));
        }

        if (status != "any")
        {
            query.Add(new("status", status));
        }

        var (items, error, _) = await WooPages
            .CollectAsync(call, "orders", query, Fits, call.Whole("limit") ?? 10, cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Many(items, error);

        bool Fits(JsonElement order) =>
            email is null || string.Equals(WooValue.Text(order, "billing", "email"), email, StringComparison.OrdinalIgnoreCase);
    }

    private static async ValueTask<NodeResult> UpdateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Id(call, "orderId") is not { } id)
        {
            return WooApi.Missing;
        }

        var change = new JsonObject();
        if (WooValue.Filled(call, "status") is { } status)
        {
            change["status"] = status;
        }

        if (call.Text("customerNote") is { } note)
        {
            change["customer_note"] = note;
        }

        var answer = await WooApi.WriteAsync(call, HttpMethod.Put, $"orders/{id}", change, cancellationToken).ConfigureAwait(false);
        return WooApi.Leave(answer, call);
    }

    private static async ValueTask<NodeResult> CancelAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Id(call, "orderId") is not { } id)
        {
            return WooApi.Missing;
        }

        var answer = await WooApi.GetAsync(call, $"orders/{id}", cancellationToken).ConfigureAwait(false);
        if (answer is not WooAnswer.Found { Value: var order } || WooValue.Text(order, "status") is "cancelled")
        {
            return WooApi.Leave(answer, call);
        }

        if (!Cancellable.Contains(WooValue.Text(order, "status"), StringComparer.Ordinal))
        {
            return new NodeResult.Completed("tooLate", WooValue.Trim(order));
        }

        var cancelled = await WooApi
            .WriteAsync(call, HttpMethod.Put, $"orders/{id}", new JsonObject { ["status"] = "cancelled" }, cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Leave(cancelled, call);
    }

    private static IEnumerable<Problem> CheckSearch(JsonElement settings)
    {
        if (!settings.TryGetProperty("email", out _) && WooValue.Text(settings, "status") is (null or "any"))
        {
            yield return new Problem(
                "woocommerce.filter",
                ProblemSeverity.Error,
                "/email",
                "Give an e-mail address or a state: a list of all orders of a shop belongs into no conversation."
            );
        }
    }

    private static IEnumerable<Problem> CheckChange(JsonElement settings)
    {
        var note = WooValue.Text(settings, "customerNote");
        if (note is null && WooValue.Text(settings, "status") is (null or ""))
        {
            yield return new Problem("woocommerce.nothing", ProblemSeverity.Error, "/status", "Give a state or a note: there is nothing to change.");
        }

        if (note?.Length > LongestNote)
        {
            yield return new Problem("woocommerce.note", ProblemSeverity.Error, "/customerNote", "Keep the note below 4,000 characters.");
        }
    }
}
