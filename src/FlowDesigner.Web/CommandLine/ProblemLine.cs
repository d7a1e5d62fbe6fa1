using FlowEngine.Definition;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Problems as compilers write them: <c>file#pointer: error code: message</c>.</summary>
internal static class ProblemLine
{
    /// <summary>A problem of reading has its file at the start of its message.</summary>
    public static string OfReading(string folder, Problem problem)
    {
        var (file, message) = problem.Message.Split(": ", 2) is [var first, var rest] ? (first, rest) : ("", problem.Message);
        return Write(Path.Combine(folder, file), problem.Pointer, problem, message);
    }

    /// <summary>A problem of validation points into the bundle: <c>/flows/order-status/nodes/…</c>.</summary>
    public static string OfValidation(string folder, Problem problem)
    {
        var parts = problem.Pointer.Split('/', 4);
        return parts switch
        {
            ["", "flows", var flow, .. var rest] => Write(Path.Combine(folder, $"{flow}.flow.json"), Rest(rest), problem, problem.Message),
            ["", "bot", ..] => Write(Path.Combine(folder, BotFolder.BotFile), problem.Pointer["/bot".Length..], problem, problem.Message),
            _ => Write(folder, problem.Pointer, problem, problem.Message),
        };
    }

    private static string Rest(string[] parts) => parts.Length == 0 ? "" : "/" + parts[0];

    private static string Write(string file, string pointer, Problem problem, string message)
    {
        var severity = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
        return $"{file}#{pointer}: {severity} {problem.Code}: {message}";
    }
}
