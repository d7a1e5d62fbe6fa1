using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Tests.Dispatch;

namespace FlowRuntime.Tests.KeyValues;

public sealed class KeyValueTests
{
    [Fact]
    public async Task A_turn_sees_its_own_writes_and_others_see_them_after_its_commit()
    {
        await using var runtime = await TestRuntime.CreateAsync(Bots());
        await runtime.OpenAsync("a", "counter");
        await runtime.OpenAsync("b", "counter");

        await runtime.PostAsync("a", "count");
        await runtime.WhenLastAsync("a", "bot 1, contact 1");
        await runtime.PostAsync("b", "count");
        await runtime.WhenLastAsync("b", "bot 2, contact 2");
    }

    [Fact]
    public async Task A_value_is_forgotten_when_its_time_is_over()
    {
        await using var runtime = await TestRuntime.CreateAsync(Bots());
        await runtime.OpenAsync("a", "counter");
        await runtime.PostAsync("a", "count");
        await runtime.WhenLastAsync("a", "bot 1, contact 1");

        runtime.Time.Advance(TimeSpan.FromHours(2));
        await runtime.PostAsync("a", "count");

        await runtime.WhenLastAsync("a", "bot 2, contact 1");
    }

    [Fact]
    public async Task No_addition_is_lost_when_many_conversations_count_at_once()
    {
        await using var runtime = await TestRuntime.CreateAsync(Bots());
        for (var c = 0; c < 40; c++)
        {
            await runtime.OpenAsync($"c{c}", "counter");
            await runtime.PostAsync($"c{c}", "count");
        }

        for (var c = 0; c < 40; c++)
        {
            await runtime.WhenAsync($"c{c}", m => m.Count == 2);
        }

        await runtime.PostAsync("c0", "count");
        var messages = await runtime.WhenAsync("c0", m => m.Count == 4);
        Assert.Equal("bot 41, contact 41", messages[^1].Text);
    }

    /// <summary>Adds one to a number of the bot and to one of the contact, which lasts an hour, and says both.</summary>
    private static ScriptedBots Bots() =>
        new ScriptedBots().Add(
            "counter",
            async (current, input, host, token) =>
            {
                if (input is TurnInput.Message)
                {
                    host.WriteStore(new StoreChange(StoreScope.Bot, "n", default, Add: 1));
                    host.WriteStore(new StoreChange(StoreScope.Contact, "n", default, Add: 1, ExpiresAt: host.Now.AddHours(1)));
                    var ofBot = await ReadAsync(host, StoreScope.Bot, token);
                    var ofContact = await ReadAsync(host, StoreScope.Contact, token);
                    host.Say(new OutgoingMessage($"bot {ofBot}, contact {ofContact}"));
                }

                return new TurnOutcome(current);
            }
        );

    private static async Task<string> ReadAsync(TurnHost host, StoreScope scope, CancellationToken token)
    {
        var value = await host.ReadStoreAsync(scope, "n", token);
        return value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
    }
}
