using FlowDesigner.Web.Editor.Presence;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class PresenceTests
{
    private readonly EditorPresence _presence = new();

    [Fact]
    public void Everybody_sees_who_else_is_in_the_same_flow_and_where()
    {
        using var mira = _presence.Enter("shop/order", "Mira");
        using var jonas = _presence.Enter("shop/order", "Jonas");
        using var elsewhere = _presence.Enter("shop/returns", "Sofia");

        jonas.GoTo("ask");

        Assert.Equal([new PersonHere("Jonas", "ask")], mira.Others);
        Assert.Equal([new PersonHere("Mira", null)], jonas.Others);
        Assert.Empty(elsewhere.Others);
    }

    [Fact]
    public void Coming_going_and_moving_are_told_once_each_and_only_to_others()
    {
        var (heard, own) = (0, 0);
        using var mira = _presence.Enter("shop/order", "Mira");
        mira.Moved += () => heard++;

        var jonas = _presence.Enter("shop/order", "Jonas");
        jonas.Moved += () => own++;
        jonas.GoTo("ask");
        jonas.GoTo("ask");
        jonas.Dispose();

        Assert.Equal((3, 0), (heard, own));
        Assert.Empty(mira.Others);
    }
}
