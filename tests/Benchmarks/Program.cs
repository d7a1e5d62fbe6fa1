using BenchmarkDotNet.Running;
using Benchmarks;
using Benchmarks.Calling;
using Benchmarks.Understanding;
using Benchmarks.Webhooks;
using TestKit;

if (args is ["cpu"])
{
    await ProcessorTime.PrintAsync(Console.Out);
    return;
}

if (args is ["language"])
{
    await LanguageFigures.PrintAsync(Console.Out);
    return;
}

if (args is ["webhook"])
{
    await HookFigures.PrintAsync(Console.Out, Repository.Root);
    return;
}

if (args is ["webhook-baseline", var folder, var key])
{
    await BareServer.ServeAsync(folder, key);
    return;
}

if (args is ["understanding"])
{
    await IntentFigures.PrintAsync(Console.Out, Repository.Root);
    return;
}

if (args is ["clarify"])
{
    await ClarifyFigures.PrintAsync(Console.Out, Repository.Root);
    return;
}

if (args is ["entities"])
{
    await EntityFigures.PrintAsync(Console.Out, Repository.Root);
    return;
}

if (args is ["calling"])
{
    await CallingFigures.PrintAsync(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
