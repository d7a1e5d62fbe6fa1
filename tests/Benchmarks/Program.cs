using BenchmarkDotNet.Running;
using Benchmarks;

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

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
