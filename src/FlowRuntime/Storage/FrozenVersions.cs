using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Storage;

/// <summary>
/// Makes the database itself refuse to change a published version, and to drop one that runs are pinned to: whatever code
/// comes later, a run finds the flow that it began with. The model cannot say this, so it is said at every start.
/// </summary>
internal static class FrozenVersions
{
    /// <summary>Puts the rules into the database where they are missing.</summary>
    public static async Task ProtectAsync(StudioDbContext context, CancellationToken cancellationToken)
    {
        await context
            .Database.ExecuteSqlRawAsync(
                """
                CREATE TRIGGER IF NOT EXISTS "BotVersions_frozen" BEFORE UPDATE ON "BotVersions"
                BEGIN SELECT RAISE(ABORT, 'A published version is immutable.'); END;
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        await context
            .Database.ExecuteSqlRawAsync(
                """
                CREATE TRIGGER IF NOT EXISTS "BotVersions_pinned" BEFORE DELETE ON "BotVersions"
                WHEN EXISTS (SELECT 1 FROM "Runs" r WHERE (r."BotId" = OLD."BotId" OR r."BotId" LIKE OLD."BotId" || '@%') AND r."BotVersion" = OLD."Version" AND r."Status" IN (0, 1))
                BEGIN SELECT RAISE(ABORT, 'Runs are pinned to this version.'); END;
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
