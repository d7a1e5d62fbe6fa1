using System.Runtime.Versioning;
using System.Security.Cryptography;
using FlowRuntime.Connections;
using FlowRuntime.Credentials;
using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Tests.Connections;
using FlowRuntime.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Tests.Credentials;

public sealed class VaultTests : IDisposable
{
    private static readonly string[] Hidden = ["password"];
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-test").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Opens_what_it_sealed_and_stores_nothing_readable()
    {
        await using var storage = await StartAsync();
        var vault = storage.Services.GetRequiredService<SecretVault>();

        var row = vault.Seal("id1", Fields("hunter2-hunter2"), Hidden);

        Assert.Equal("hunter2-hunter2", vault.Open(row, Hidden)["password"]);
        Assert.DoesNotContain("hunter2", System.Text.Encoding.Latin1.GetString(row.Payload), StringComparison.Ordinal);
        Assert.Equal(ISecretRedactor.Mask, storage.Services.GetRequiredService<ISecretRedactor>().Redact("hunter2-hunter2"));
    }

    [Fact]
    public async Task Seals_the_same_secret_differently_each_time()
    {
        await using var storage = await StartAsync();
        var vault = storage.Services.GetRequiredService<SecretVault>();

        Assert.NotEqual(vault.Seal("a", Fields("same"), Hidden).Payload, vault.Seal("a", Fields("same"), Hidden).Payload);
    }

    [Fact]
    public async Task Refuses_a_changed_payload_and_one_moved_to_another_row()
    {
        await using var storage = await StartAsync();
        var vault = storage.Services.GetRequiredService<SecretVault>();
        var row = vault.Seal("id1", Fields("hunter2-hunter2"), Hidden);
        var changed = row.Payload.ToArray();
        changed[^1] ^= 1;

        Assert.Throws<VaultException>(() => vault.Open(Copy(row, row.Id, changed), Hidden));
        Assert.Throws<VaultException>(() => vault.Open(Copy(row, "id2", row.Payload), Hidden));
    }

    [Fact]
    public async Task Makes_a_key_file_that_only_its_owner_can_read()
    {
        await using var storage = await StartAsync();

        Assert.True(OperatingSystem.IsWindows() || IsOwnersOnly());

        [UnsupportedOSPlatform("windows")]
        bool IsOwnersOnly() =>
            File.GetUnixFileMode(Path.Combine(_folder, "vault.key")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Warns_while_the_key_lies_beside_the_data()
    {
        var logs = new CollectedLogs();
        await using (await StartAsync(logs: logs)) { }

        Assert.Contains(logs.Lines, l => l.Contains("beside the data", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_to_start_without_the_key_of_stored_secrets(bool wrong)
    {
        await StoreAsync("kept-secret");
        var file = Path.Combine(_folder, "vault.key");
        File.Delete(file);
        if (wrong)
        {
            await File.WriteAllTextAsync(file, NewKey(), Token);
        }

        var refused = await Assert.ThrowsAsync<VaultException>(() => StartAsync());

        Assert.Contains(wrong ? "wrong key" : "missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_key_that_is_no_key()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "vault.key"), "not a key", Token);

        await Assert.ThrowsAsync<VaultException>(() => StartAsync());
    }

    [Fact]
    public async Task Rotates_by_wrapping_the_data_keys_and_leaves_the_payloads()
    {
        await StoreAsync("kept-secret");
        var before = await ReadRowAsync();
        var file = Path.Combine(_folder, "vault.key");
        var old = await File.ReadAllTextAsync(file, Token);
        await File.WriteAllTextAsync(file, $"{NewKey()}\n{old}", Token);

        await using (await StartAsync()) { }

        var after = await ReadRowAsync();
        Assert.NotEqual(before.KeyId, after.KeyId);
        Assert.Equal(before.Payload, after.Payload);
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file, Token)).Take(1), Token);
        await using var storage = await StartAsync();
        var store = storage.Services.GetRequiredService<IChannelSecretStore>();
        Assert.Equal("kept-secret", await store.FindAsync("test", Token));
    }

    [Fact]
    public async Task Keeps_the_first_of_two_channel_secrets()
    {
        await using var storage = await StartAsync();
        var store = storage.Services.GetRequiredService<IChannelSecretStore>();

        Assert.Null(await store.FindAsync("bot", Token));
        Assert.Equal("first-value", await store.GetOrAddAsync("bot", "first-value", Token));
        Assert.Equal("first-value", await store.GetOrAddAsync("bot", "second-value", Token));
        Assert.Equal("first-value", await store.FindAsync("bot", Token));
    }

    private async Task StoreAsync(string secret)
    {
        await using var storage = await StartAsync();
        await storage.Services.GetRequiredService<IChannelSecretStore>().GetOrAddAsync("test", secret, Token);
    }

    private async Task<SecretRow> ReadRowAsync()
    {
        await using var storage = await TestStorage.CreateAsync(folder: _folder);
        await using var db = await storage.ContextAsync();
        return await db.Set<SecretRow>().AsNoTracking().SingleAsync(Token);
    }

    private async Task<TestStorage> StartAsync(CollectedLogs? logs = null)
    {
        var storage = await TestStorage.CreateAsync(services => services.AddTestConnections(logs), _folder);
        try
        {
            foreach (var service in storage.Services.GetServices<IHostedService>().OfType<VaultStart>())
            {
                await service.StartingAsync(Token);
            }

            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    private static Dictionary<string, string> Fields(string password) => new() { ["password"] = password };

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static SecretRow Copy(SecretRow row, string id, byte[] payload) =>
        new()
        {
            Id = id,
            WrappedKey = row.WrappedKey,
            Payload = payload,
        };
}
