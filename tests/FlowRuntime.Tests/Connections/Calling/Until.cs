using System.Diagnostics;

namespace FlowRuntime.Tests.Connections.Calling;

/// <summary>Waits for what another thread does; the clock of the test stands still meanwhile.</summary>
internal static class Until
{
    public static Task IsAsync(Func<bool> condition) => IsAsync(() => Task.FromResult(condition()));

    public static async Task IsAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "It did not happen.");
            await Task.Yield();
        }
    }
}
