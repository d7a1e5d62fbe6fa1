namespace FlowDesigner.Web.Demo;

/// <summary>What the demo shop sells, to whom, and what was ordered.</summary>
internal static class DemoShopData
{
    /// <summary>Products by SKU.</summary>
    public static IReadOnlyList<DemoProduct> Products { get; } =
    [
        new(201, "MUG-01", "Classic mug", 12.50m, 42, "Kitchen", "A white mug for 300 ml, safe in the dishwasher."),
        new(202, "MUG-02", "Travel mug", 24.90m, 0, "Kitchen", "Keeps coffee hot for six hours; 400 ml, steel."),
        new(203, "TEE-01", "Organic T-shirt", 19.90m, 130, "Clothing", "Organic cotton, unisex, sizes S to XXL."),
        new(204, "TEE-02", "Striped T-shirt", 22.90m, 17, "Clothing", "Blue and white stripes, organic cotton."),
        new(205, "CAP-01", "Baseball cap", 15.00m, 8, "Clothing", "One size, adjustable, navy blue."),
        new(206, "BAG-01", "Canvas bag", 9.90m, 260, "Accessories", "Long handles, carries up to 10 kg."),
        new(207, "NOTE-01", "Notebook A5", 7.50m, 75, "Stationery", "192 dotted pages, recycled paper."),
        new(208, "PEN-01", "Ballpoint pen", 3.20m, 500, "Stationery", "Blue ink, refillable."),
        new(209, "POSTER-01", "City map poster", 18.00m, 3, "Decoration", "50 by 70 cm on matt paper."),
        new(210, "SOCK-01", "Wool socks", 11.00m, 64, "Clothing", "Merino wool, sizes 36 to 46."),
    ];

    /// <summary>Customers by id.</summary>
    public static IReadOnlyList<DemoCustomer> Customers { get; } =
    [
        new(11, "Anna", "Berger", "anna.berger@example.com", "Lindenweg 4", "10115", "Berlin"),
        new(12, "Tom", "Keller", "tom.keller@example.com", "Hafenstrasse 21", "20457", "Hamburg"),
        new(13, "Mira", "Novak", "mira.novak@example.com", "Am Markt 7", "50667", "Koeln"),
        new(14, "Jonas", "Weiss", "jonas.weiss@example.com", "Bergstrasse 90", "80331", "Muenchen"),
    ];

    /// <summary>Orders 1001 to 1010, every state at least once.</summary>
    public static IReadOnlyList<DemoOrder> Orders { get; } =
    [
        Order(1001, "processing", 0, 17, 9, ("MUG-01", 2), ("TEE-01", 1)),
        Order(1002, "completed", 1, 12, 14, ("NOTE-01", 3)),
        Order(1003, "on-hold", 2, 18, 8, ("CAP-01", 1), ("BAG-01", 2)),
        Order(1004, "pending", 0, 19, 20, ("POSTER-01", 1)),
        Order(1005, "cancelled", 3, 9, 11, ("TEE-02", 1)),
        Order(1006, "refunded", 1, 5, 16, ("SOCK-01", 4)),
        Order(1007, "failed", 2, 19, 7, ("MUG-02", 1)),
        Order(1008, "completed", 0, 2, 10, ("PEN-01", 10), ("NOTE-01", 1), ("BAG-01", 1)),
        Order(1009, "processing", 3, 20, 6, ("TEE-01", 2)),
        Order(1010, "processing", 2, 20, 9, ("MUG-01", 1), ("POSTER-01", 1), ("SOCK-01", 2)),
    ];

    private static DemoOrder Order(
        int id,
        string status,
        int customer,
        int day,
        int hour,
        params ReadOnlySpan<(string Sku, int Quantity)> lines
    )
    {
        var created = new DateTime(2026, 2, day, hour, 12, 0, DateTimeKind.Utc);
        var ordered = new List<DemoLine>();
        foreach (var (sku, quantity) in lines)
        {
            ordered.Add(new DemoLine(Products.Single(p => p.Sku == sku), quantity));
        }

        return new DemoOrder(id, status, Customers[customer], created, created.AddDays(1), ordered);
    }
}
