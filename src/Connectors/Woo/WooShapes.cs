namespace Connectors.Woo;

/// <summary>
/// What orders and products of a shop look like, as far as flows commonly read them
/// (woocommerce.github.io/woocommerce-rest-api-docs).
/// </summary>
internal static class WooShapes
{
    private const string Address =
        "{ first_name: string, last_name: string, company: string, address_1: string, city: string, postcode: string, country: string, email: string, phone: string }";

    public const string Order =
        "{ id: number, number: string, status: string, currency: string, total: string, date_created: string, date_paid: string, "
        + $"customer_id: number, customer_note: string, payment_method_title: string, billing: {Address}, shipping: {Address}, "
        + "line_items: [{ id: number, name: string, product_id: number, quantity: number, total: string, sku: string, price: number }], "
        + "shipping_lines: [{ method_title: string, total: string }] }";

    public const string Product =
        "{ id: number, name: string, sku: string, permalink: string, price: string, regular_price: string, sale_price: string, on_sale: boolean, "
        + "stock_status: string, stock_quantity: number, description: string, short_description: string, "
        + "images: [{ src: string, alt: string }], categories: [{ id: number, name: string }], attributes: [{ name: string, options: [string] }] }";
}
