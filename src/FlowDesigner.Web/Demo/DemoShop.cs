using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>The demo shop's stock and orders, in memory; a restart brings the first state back. Thread-safe.</summary>
internal sealed class DemoShop
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<int, DemoOrder> _orders;
    private readonly ConcurrentDictionary<int, DemoCustomer> _customers;
    private readonly ConcurrentDictionary<string, JsonObject> _coupons = new(StringComparer.OrdinalIgnoreCase);
    private int _lastId = 9_000;
    private long _delayMilliseconds;

    /// <summary>Opens the shop.</summary>
    /// <param name="configuration">May hold <c>FlowStudio:Demo:DelayMilliseconds</c>.</param>
    /// <param name="time">Clock of changes and of the delay.</param>
    public DemoShop(IConfiguration configuration, TimeProvider time)
    {
        _time = time;
        _orders = new ConcurrentDictionary<int, DemoOrder>(DemoShopData.Orders.ToDictionary(o => o.Id));
        _customers = new ConcurrentDictionary<int, DemoCustomer>(DemoShopData.Customers.ToDictionary(c => c.Id));
        DelayMilliseconds = configuration.GetValue("FlowStudio:Demo:DelayMilliseconds", 0);
    }

    /// <summary>Longest delay. Unit: milliseconds.</summary>
    public const int LongestDelay = 120_000;

    /// <summary>States of an order.</summary>
    public static IReadOnlyList<string> States { get; } =
        ["pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"];

    /// <summary>How long each call of the API takes at least. Unit: milliseconds, 0 to <see cref="LongestDelay"/>.</summary>
    public int DelayMilliseconds
    {
        get => (int)Interlocked.Read(ref _delayMilliseconds);
        set => Interlocked.Exchange(ref _delayMilliseconds, Math.Clamp(value, 0, LongestDelay));
    }

    /// <summary>Orders, the newest first, as WooCommerce lists them.</summary>
    public IEnumerable<DemoOrder> Orders => _orders.Values.OrderByDescending(o => o.Created).ThenByDescending(o => o.Id);

    /// <summary>Waits as long as the shop pretends to work.</summary>
    public Task WorkAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(DelayMilliseconds), _time, cancellationToken);

    /// <summary>Looks an order up.</summary>
    public DemoOrder? FindOrder(int id) => _orders.GetValueOrDefault(id);

    /// <summary>Changes an order.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="status">New state; null leaves it.</param>
    /// <param name="note">New note; null leaves it.</param>
    /// <returns>The order as it is now; null when there is none.</returns>
    public DemoOrder? ChangeOrder(int id, string? status, string? note)
    {
        while (_orders.TryGetValue(id, out var order))
        {
            var changed = order with
            {
                Status = status ?? order.Status,
                Note = note ?? order.Note,
                Modified = _time.GetUtcNow().UtcDateTime,
            };
            if (_orders.TryUpdate(id, changed, order))
            {
                return changed;
            }
        }

        return null;
    }

    /// <summary>Customers by id.</summary>
    public IEnumerable<DemoCustomer> Customers => _customers.Values.OrderBy(c => c.Id);

    /// <summary>Coupons that were made since the start.</summary>
    public IEnumerable<JsonObject> Coupons => _coupons.Values;

    /// <summary>A number for something new.</summary>
    public int NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Changes the phone number of a customer.</summary>
    /// <returns>The customer as he is now; null when there is none.</returns>
    public DemoCustomer? ChangePhone(int id, string? phone)
    {
        while (_customers.TryGetValue(id, out var customer))
        {
            var changed = customer with { Phone = phone ?? customer.Phone };
            if (_customers.TryUpdate(id, changed, customer))
            {
                return changed;
            }
        }

        return null;
    }

    /// <summary>Keeps a coupon.</summary>
    /// <returns>False when there is one with its code.</returns>
    public bool AddCoupon(string code, JsonObject coupon) => _coupons.TryAdd(code, coupon);

    /// <summary>Sends money of an order back.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="amount">How much.</param>
    /// <param name="refund">The refund as WooCommerce writes it.</param>
    /// <returns>False when less is left of it; null when there is no such order.</returns>
    public bool? Refund(int id, decimal amount, JsonObject refund)
    {
        while (_orders.TryGetValue(id, out var order))
        {
            var left = order.Status == "refunded" ? 0 : order.Total - (order.Returned ?? []).Sum(DemoCare.AmountOf);
            if (amount <= 0 || amount > left)
            {
                return false;
            }

            var changed = order with
            {
                Returned = [refund, .. order.Returned ?? []],
                Status = amount == left ? "refunded" : order.Status,
                Modified = _time.GetUtcNow().UtcDateTime,
            };
            if (_orders.TryUpdate(id, changed, order))
            {
                return true;
            }
        }

        return null;
    }
}
