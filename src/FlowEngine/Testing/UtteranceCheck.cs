using System.Globalization;
using FlowEngine.Compilation;
using FlowEngine.Testing.Documents;
using FlowEngine.Understanding;

namespace FlowEngine.Testing;

/// <summary>Holds what a bot understands against what it must.</summary>
internal static class UtteranceCheck
{
    /// <summary>The first message of a test that is understood as something else; null when all are understood.</summary>
    public static FlowTestFailure? FirstFailure(BotProgram program, FlowTest test)
    {
        var reading = new UnderstandingContext(test.Language ?? program.Bot.Languages[0], test.Now, program.Zone);
        foreach (var (pointer, text, intent) in test.Utterances)
        {
            var understood = program.Understanding.Understand(text, reading);
            if (understood.Best?.Intent != intent)
            {
                return new FlowTestFailure(
                    pointer,
                    $"{Expectations.Quote(text)} is understood as something else.",
                    intent ?? "no intent",
                    Describe(understood)
                );
            }
        }

        return null;
    }

    private static string Describe(Understood understood) =>
        understood.Intents is not [var (intent, score), ..] ? "no intent"
        : understood.Best is null ? string.Create(CultureInfo.InvariantCulture, $"no intent; {intent} has {score:0.00} of {understood.Threshold:0.00}")
        : string.Create(CultureInfo.InvariantCulture, $"{intent} ({score:0.00})");
}
