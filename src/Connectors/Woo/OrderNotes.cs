using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Notes of orders (https://woocommerce.github.io/woocommerce-rest-api-docs/#order-notes).</summary>
internal static class OrderNotes
{
    private const string Shape = "{ id: number, author: string, date_created_gmt: string, note: string, customer_note: boolean }";

    /// <summary>What can be done with notes.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("addOrderNote", "Add order note", "Writes a note on an order: for the shop only, or for the customer, who gets it by e-mail.", AddAsync)
            {
                Card = "Notes on order {orderId}: {note}",
                Fields =
                [
                    WooFields.Order,
                    WooFields.Multiline("note", "Note", "The note.", required: true),
                    WooFields.YesNo("forCustomer", "For the customer", "Yes shows the note to the customer and sends it by e-mail; no keeps it in the shop.", standard: false),
                ],
                Outputs = [WooFields.Done("written", "The note.", Shape), WooFields.Missing("The shop has no order with this number.")],
                // A note has no meta data and no unique value: nobody can tell whether it arrived.
                Effect = EffectKind.Write,
                Errors = WooErrors.With(("woocommerce.note", "The note is empty.")),
            },
            new("getOrderNotes", "Get order notes", "Reads the notes of an order, the newest first.", ReadAsync)
            {
                Card = "Gets the notes of order {orderId}",
                Fields =
                [
                    WooFields.Order,
                    new FieldDefinition(
                        "type",
                        "Which",
                        "Notes for the customer may be shown to the visitor, the others not.",
                        FieldKind.Choice,
                        Default: WooFields.Json("customer"),
                        Options: [new("customer", "for the customer"), new("internal", "for the shop"), new("any", "all")]
                    ),
                ],
                Outputs = [WooFields.Done("found", "A list of notes.", $"[{Shape}]"), WooFields.Missing("The shop has no such order, or it has no such note.")],
                Errors = WooErrors.Documented,
            },
        ];

    private static async ValueTask<NodeResult> AddAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Filled(call, "note") is not { } note)
        {
            return WooApi.Fail("woocommerce.note", "The note is empty. Give a text.");
        }

        if (WooValue.Id(call, "orderId") is not { } id)
        {
            return WooApi.Missing;
        }

        var body = new JsonObject { ["note"] = note, ["customer_note"] = call.IsSet("forCustomer") };
        return WooApi.Leave(await WooApi.WriteAsync(call, HttpMethod.Post, $"orders/{id}/notes", body, cancellationToken).ConfigureAwait(false), call);
    }

    private static async ValueTask<NodeResult> ReadAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Id(call, "orderId") is not { } id)
        {
            return WooApi.Missing;
        }

        // The list of notes has no pages.
        var answer = await WooApi
            .ListAsync(call, $"orders/{id}/notes", [new("type", call.Text("type") ?? "customer")], cancellationToken)
            .ConfigureAwait(false);
        return answer is WooAnswer.Found { Value: var notes } ? WooApi.Many([.. notes.EnumerateArray()], null) : WooApi.Leave(answer, call);
    }
}
