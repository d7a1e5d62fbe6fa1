using FlowDesigner.Web.Editor;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class NoteTests
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Notes_are_added_written_on_moved_and_taken_off_one_step_each()
    {
        var note = _state.AddNote(new NodePosition(13, 27))!.Value;
        _state.WriteNote(note, "  Why three tries? ");
        _state.Move(new Dictionary<string, NodePosition>(), tidy: false, new Dictionary<int, NodePosition> { [note] = new(100, 40) });

        Assert.Equal([new FlowNote("Why three tries?", 100, 40)], _state.Flow.Notes);
        Assert.Equal("Moved a note", _state.UndoTitle);

        _state.RemoveAll([], [], [note]);

        Assert.Empty(_state.Flow.Notes);
        Assert.Equal("Removed a note", _state.UndoTitle);
        foreach (var _ in Enumerable.Range(0, 4))
        {
            Assert.True(_state.Undo());
        }

        Assert.Equal(Sample.Text(Sample.Flow), Sample.Text(_state.Flow));
    }

    [Fact]
    public void A_new_note_covers_no_card()
    {
        var note = _state.AddNote(new NodePosition(13, 27))!.Value;

        Assert.True(_state.Flow.Notes[note].X >= 212);
    }

    [Fact]
    public void A_note_without_a_text_is_taken_off()
    {
        var note = _state.AddNote(default)!.Value;

        _state.WriteNote(note, "   ");

        Assert.Empty(_state.Flow.Notes);
    }

    [Fact]
    public void A_note_is_cut_where_the_document_ends_it()
    {
        var note = _state.AddNote(default)!.Value;

        _state.WriteNote(note, new string('x', 5_000));

        Assert.Equal(4_000, _state.Flow.Notes[note].Text.Length);
    }

    [Fact]
    public void Notes_and_nodes_that_move_together_are_one_step()
    {
        var note = _state.AddNote(default)!.Value;
        var before = _state.Flow.Notes[note];

        _state.Move(new Dictionary<string, NodePosition> { ["tell"] = new(20, 40) }, tidy: false, new Dictionary<int, NodePosition> { [note] = new(60, 80) });
        _state.Undo();

        Assert.Equal((Sample.Flow.Layout["tell"], before), (_state.Flow.Layout["tell"], _state.Flow.Notes[note]));
    }
}
