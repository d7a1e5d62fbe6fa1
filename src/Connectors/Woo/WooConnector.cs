using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Connectors.Woo;

/// <summary>A WooCommerce shop over its REST API v3.</summary>
public static class WooConnector
{
    /// <summary>Permanent key of the connector.</summary>
    public const string Key = "woocommerce";

    /// <summary>What the connector is.</summary>
    public static ConnectorDefinition Definition { get; } =
        new(
            Key,
            "WooCommerce",
            "A WooCommerce shop over its REST API v3: orders, refunds, products, stock, customers and coupons.",
            "shop",
            [
                new FieldDefinition(
                    "url",
                    "Shop address",
                    "Address of the shop without /wp-json, for example https://shop.example.com.",
                    FieldKind.Text,
                    Required: true
                ),
            ],
            [
                CredentialKinds.Basic(
                    "REST API key",
                    new FieldDefinition(
                        "consumerKey",
                        "Consumer key",
                        "Starts with ck_; made in WooCommerce under Settings, Advanced, REST API.",
                        FieldKind.Secret,
                        Required: true
                    ),
                    new FieldDefinition("consumerSecret", "Consumer secret", "Starts with cs_.", FieldKind.Secret, Required: true)
                ),
            ],
            settings => BaseAddresses.From(settings, "url", "wp-json/wc/v3/"),
            WooProbe.RunAsync
        )
        {
            Operations =
            [
                .. Orders.Operations,
                .. NewOrders.Operations,
                .. OrderNotes.Operations,
                .. Refunds.Operations,
                .. Products.Operations,
                .. Stock.Operations,
                .. Customers.Operations,
                .. Coupons.Operations,
            ],
            Triggers = WooTriggers.All,
        };

    /// <summary>Registers the connector and its operations.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddWooCommerceConnector(this IServiceCollection services) => services.AddConnector(Definition);
}
