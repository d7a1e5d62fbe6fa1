namespace Connectors.Woo;

/// <summary>
/// What the answers of a shop look like, as far as flows commonly read them
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
        + "shipping_lines: [{ method_title: string, total: string }], coupon_lines: [{ code: string, discount: string }], "
        + "refunds: [{ id: number, reason: string, total: string }], payment_url: string }";

    public const string Product =
        "{ id: number, name: string, sku: string, permalink: string, price: string, regular_price: string, sale_price: string, on_sale: boolean, "
        + "stock_status: string, stock_quantity: number, description: string, short_description: string, "
        + "images: [{ src: string, alt: string }], categories: [{ id: number, name: string }], attributes: [{ name: string, options: [string] }] }";

    public const string Variation =
        "{ id: number, sku: string, price: string, regular_price: string, sale_price: string, on_sale: boolean, stock_status: string, "
        + "stock_quantity: number, attributes: [{ name: string, option: string }] }";

    public const string Category = "{ id: number, name: string, slug: string, parent: number, description: string, count: number }";

    public const string Stock =
        "{ productId: number, variationId: number, sku: string, name: string, status: string, available: boolean, quantity: number, backorders: boolean }";

    public const string Refund = "{ id: number, date_created: string, amount: string, reason: string, refunded_payment: boolean, line_items: [{ id: number, name: string, quantity: number, total: string }] }";

    public const string Customer =
        $"{{ id: number, email: string, first_name: string, last_name: string, username: string, role: string, billing: {Address}, shipping: {Address}, is_paying_customer: boolean, date_created: string }}";

    public const string Coupon =
        "{ id: number, code: string, amount: string, discount_type: string, description: string, date_expires: string, usage_count: number, usage_limit: number, "
        + "minimum_amount: string, maximum_amount: string, email_restrictions: [string] }";
}
