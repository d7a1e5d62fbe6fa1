using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Storage;

public sealed class StudioStorageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrations_hold_every_change_of_the_model()
    {
        await using var storage = await TestStorage.CreateAsync();
        await using var context = await storage.ContextAsync();

        Assert.False(context.Database.HasPendingModelChanges(), "Run eng/add-migration.sh.");
    }

    [Fact]
    public async Task Preparing_makes_the_database_and_may_be_repeated()
    {
        await using var storage = await TestStorage.CreateAsync();
        await using (var context = await storage.ContextAsync())
        {
            await context.Database.EnsureDeletedAsync(Token);
        }

        await storage.Services.PrepareStudioStorageAsync(Token);
        await storage.Services.PrepareStudioStorageAsync(Token);

        await using var after = await storage.ContextAsync();
        Assert.Empty(await after.Database.GetPendingMigrationsAsync(Token));
        Assert.Empty(await after.Users.ToListAsync(Token));
    }

    [Fact]
    public async Task A_second_process_is_refused_with_the_folder_and_what_to_do()
    {
        await using var first = await TestStorage.CreateAsync();

        var refused = await Assert.ThrowsAsync<DataDirectoryInUseException>(() =>
            TestStorage.CreateAsync(folder: first.Folder)
        );

        Assert.Contains(first.Folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("FlowStudio__DataDirectory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_is_free_again_after_the_first_process_ended()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        await (await TestStorage.CreateAsync(folder: folder)).DisposeAsync();

        await using var second = await TestStorage.CreateAsync(folder: folder);

        Assert.Equal(folder, second.Folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_connection_is_durable_patient_and_checks_foreign_keys()
    {
        const string Pragmas =
            "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT synchronous FROM pragma_synchronous)"
            + " || ' ' || (SELECT timeout FROM pragma_busy_timeout)"
            + " || ' ' || (SELECT foreign_keys FROM pragma_foreign_keys) AS Value";
        await using var storage = await TestStorage.CreateAsync();
        using var session = storage.Services.GetRequiredService<StudioDatabase>().Open();
        await using var context = await storage.ContextAsync();

        Assert.Equal("wal 2 10000 1", session.Scalar(Pragmas));
        Assert.Equal("wal 2 10000 1", await context.Database.SqlQueryRaw<string>(Pragmas).SingleAsync(Token));
    }
}
