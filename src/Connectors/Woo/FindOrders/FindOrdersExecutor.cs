using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.Woo.FindOrders;

/// <summary>Finds orders by e-mail address and state.</summary>
internal sealed class FindOrdersExecutor(WooShop shop) : INodeExecutor<FindOrdersConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        FindOrdersConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var email = config.Email?.Trim();
        // An empty search means "all orders" to WooCommerce: they must never reach a visitor who gave no address.
        if (email is not null && !email.Contains('@', StringComparison.Ordinal))
        {
            return WooResults.Missing;
        }

        var query = new List<KeyValuePair<string, string>> { new("orderby", "date"), new("order", "desc") };
        if (email is not null)
        {
            // The API cannot filter by address; its search also finds it in other fields, so that each hit is checked.
            query.Add(new("search", email));
        }

        if (config.Status != "any")
        {
            query.Add(new("status", config.Status));
        }

        var (items, error) = await WooPages
            .CollectAsync(shop, context.Connection, "orders", query, Fits, config.Limit, cancellationToken)
            .ConfigureAwait(false);
        return error is null ? WooResults.Many(items, config.SaveTo, context) : new NodeResult.Failed(error);

        bool Fits(JsonElement order) =>
            email is null || string.Equals(WooPages.Text(order, "billing", "email"), email, StringComparison.OrdinalIgnoreCase);
    }
}
