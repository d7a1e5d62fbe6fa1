using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace FlowEngine.Running;

/// <summary>Does what a visitor commands while a question waits.</summary>
internal static class CommandActions
{
    /// <summary>Obeys; the current node is the one that asked.</summary>
    public static void Obey(Turn turn, DialogueCommand command)
    {
        turn.Journal(JournalKind.Commanded, data: NameOf(command));
        var answers = new OwnAnswers(turn.Program, turn.Run, turn.Host);
        var bound = turn.Program.FlowFor(command);
        switch (command)
        {
            case DialogueCommand.Agent or DialogueCommand.Help when bound is var (flow, node):
                Interruptions.Push(turn, flow, node);
                break;
            case DialogueCommand.Agent:
                answers.HandOffAsWished();
                break;
            case DialogueCommand.Help:
                answers.HelpAtQuestion();
                turn.Frame.Resumed = new TurnInput.CameBack(turn.Flow.Id); // the question is asked again
                break;
            case DialogueCommand.Cancel when bound is null:
                answers.SayCancelled();
                EndInnermost(turn);
                break;
            default:
                EndRun(turn, command);
                turn.Next = new NextRun(bound ?? turn.Program.Start, command);
                break;
        }
    }

    /// <summary>The name of a command in documents and the journal.</summary>
    public static JsonElement NameOf(DialogueCommand command) =>
        JsonValues.Of(DialogueReader.Commands.First(c => c.Command == command).Name);

    /// <summary>Ends a run that somebody has no more use for, whatever is open.</summary>
    public static void EndRun(Turn turn, DialogueCommand command)
    {
        turn.Run.Status = RunStatus.Cancelled;
        turn.JournalRun(JournalKind.RunCancelled, data: NameOf(command));
        turn.Calls.Clear();
        FrameEnds.CloseAll(turn.Run);
    }

    /// <summary>Ends the flow that asks, with the flows that it was called by; one that interrupted gives way to what was below it.</summary>
    private static void EndInnermost(Turn turn)
    {
        var (run, frame) = (turn.Run, turn.Frame);
        while (
            frame.Role is not (FrameRole.Root or FrameRole.Interruption or FrameRole.Side) && run.FindFrame(frame.Parent) is { } around
        )
        {
            frame = around;
        }

        FrameEnds.CloseBelow(turn, frame);
        FrameTree.Close(run, frame);
        if (frame.Role == FrameRole.Interruption && run.FindFrame(frame.Parent) is { } owner)
        {
            Interruptions.Return(turn, frame, owner);
        }
        else if (run.Frames.Count == 0)
        {
            EndRun(turn, DialogueCommand.Cancel);
        }
    }
}

/// <summary>What begins in the same turn, after a command has ended a run.</summary>
/// <param name="Entry">Where it begins; null where the bot has no flow for that.</param>
/// <param name="Command">The command.</param>
internal sealed record NextRun((FlowProgram Flow, int Node)? Entry, DialogueCommand Command);
