using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Crashes;

/// <summary>
/// A bot with every node type there is. A write without a key that fails as unknown is noted in <c>vars.unsure</c>, and
/// the flow goes on as if it had arrived.
/// </summary>
internal static class ShopBot
{
    public const string UnsureVariable = "unsure";

    public static Bot Build() =>
        Bot.With(Talk(), Help(), Order(), Undo(), Hook(), Nightly(), Pay()).Intent("help", "help").Variable("visits", 0);

    /// <summary>What starts a flow, and what the visitor says to it.</summary>
    public static (TurnInput Start, string[] Messages) InputOf(string flow) =>
        flow switch
        {
            "talk" => (new TurnInput.Started(), ["Well", "Vera", "2", "Track"]),
            "help" => (new TurnInput.Message("help"), []),
            _ => (new TurnInput.Triggered(flow, "on", JsonSerializer.SerializeToElement(new { id = 7 })), []),
        };

    private static Flow Talk() =>
        Flow.With("on", Use.Start)
            .Variable("n", 0)
            .Then("hello", Use.Say("Hello."))
            .Then("form", Use.Ask("Tell me.", """ "saveTo": "form", "slots": [{ "name": "name", "question": "Who?" }, { "name": "amount", "entity": "number", "question": "How many?" }]"""))
            .Then("menu", NodeSpec.Of("menu", """{ "text": "What?", "saveTo": "choice", "choices": [{ "port": "track", "title": "Track" }, { "port": "refund", "title": "Refund" }] }""", then: "track"))
            .Then("switch", NodeSpec.Of("switch", """{ "value": "=vars.choice", "cases": [{ "port": "track", "is": "track" }] }""", then: "track"))
            .Then("branch", Use.Branch(("many", "=vars.form.amount > 1")))
            .Then("split", NodeSpec.Of("split", """{ "experiment": "x", "variants": [{ "port": "a" }] }""", then: "a"))
            .Then("set", Use.Set("list", new object[] { new { id = 2, price = 3 }, new { id = 1, price = 5 } }))
            .Then("map", NodeSpec.Of("map", """{ "source": "=vars.list", "saveTo": "list", "fields": [{ "to": "id", "from": "id" }, { "to": "cost", "from": "price" }] }"""))
            .Then("filter", NodeSpec.Of("filter", """{ "items": "=vars.list", "when": "=item.cost > 1", "saveTo": "list" }"""))
            .Then("sort", NodeSpec.Of("sort", """{ "items": "=vars.list", "keys": [{ "by": "id" }], "saveTo": "list" }"""))
            .Then("aggregate", NodeSpec.Of("aggregate", """{ "items": "=vars.list", "values": [{ "name": "sum", "operation": "sum", "of": "cost" }], "saveTo": "sums" }"""))
            .Then("merge", NodeSpec.Of("merge", """{ "inputs": [{ "value": "=vars.list" }, { "value": [3] }], "saveTo": "list" }"""))
            .Then("script", NodeSpec.Of("script", """{ "code": "var n = vars.list.length;\nreturn n * 2;", "saveTo": "n" }"""))
            .Then("validate", NodeSpec.Of("validate", """{ "value": "=vars.n", "schema": { "type": "integer" } }""", then: "valid"))
            .Then("assert", NodeSpec.Of("assert", """{ "when": "=vars.n === 6" }"""))
            .Then("log", NodeSpec.Of("log", """{ "message": "So far {{ vars.n }}" }"""))
            .Then("note", NodeSpec.Of("note", """{ "text": "For you: {{ vars.n }}" }"""))
            .Then("visits", NodeSpec.Of("store", """{ "operation": "increment", "key": "visits" }"""))
            .Then("purge", NodeSpec.Of("purge", """{ "connection": "shop" }"""))
            .Then("emit", NodeSpec.Of("emit", """{ "event": "talked", "data": { "n": "=vars.n" } }"""))
            .Then("call", Use.Call("pay", new { amount = "=vars.n" }, saveTo: "paid"))
            .Then("count", NodeSpec.Of("store", """{ "operation": "increment", "key": "calls", "scope": "bot" }"""))
            .Then("kept", NodeSpec.Of("store", """{ "key": "visits", "saveTo": "visitsSoFar" }"""))
            .Then("bye", Use.Say("Paid {{ vars.paid.total }}, {{ vars.visitsSoFar }} visits."))
            .Then("fail", Use.Fail("no", "shop.closed"))
            .And("oops", NodeSpec.Of("trigger.error"))
            .Then("sorry", Use.Say("Sorry."))
            .Then("end", Use.End)
            .Called("talk");

    private static Flow Pay() =>
        Flow.With("called", NodeSpec.Of("trigger.call"))
            .Input("amount", "number")
            .Output("total")
            .Then("put", StubCalls.Node("test.put", "put {{ vars.amount }}"))
            .Then("read", StubCalls.Node("test.read", "read"))
            .Then("write", StubCalls.Node("test.write", "write"))
            .Then("total", Use.Set("total", "=vars.amount + 1"))
            .Unsure("write", "total")
            .Called("pay");

    private static Flow Help() =>
        Flow.With("on", Use.Intent("help"))
            .Then("write", StubCalls.Node("test.write", "slow write"))
            .Then("put", StubCalls.Node("test.put", "slow put"))
            .Then("look", StubCalls.Node("test.read", "slow read"))
            .Then("handoff", Use.Handoff("help", "One moment."))
            .Unsure("write", "put")
            .Called("help");

    /// <summary>Branches beside each other, whose calls overlap, outlive the turn and follow each other.</summary>
    private static Flow Order() =>
        Flow.With("on", NodeSpec.Of("trigger.event", """{ "event": "order.placed" }"""))
            .Then("stock", StubCalls.Node("test.read", "read stock"))
            .Then("fan", Use.Parallel("a", "b", "c", "d"))
            .Then("a1", StubCalls.Node("test.put", "put a1"))
            .Then("aTold", Use.Say("A."))
            .Then("a2", StubCalls.Node("test.put", "put a2"))
            .Then("join", Use.Join(new { mode = "all" }))
            .And("writeB", StubCalls.Node("test.write", "write"))
            .Then("b2", StubCalls.Node("test.read", "read b2"))
            .Then("bSet", Use.Set("b", "={ found: nodes.b2.output }"))
            .And("c1", StubCalls.Node("test.put", "slow put c1"))
            .Then("cTold", Use.Say("C {{ nodes.c1.output }}."))
            .And("d1", StubCalls.Node("test.run", "run"))
            .Then("d2", NodeSpec.Of("wait", """{ "amount": 1, "unit": "hours" }"""))
            .Then("writeD", StubCalls.Node("test.write", "slow write"))
            .Then("dSet", Use.Set("d", "={ id: event.id }"))
            .Link("fan", "b", "writeB")
            .Link("fan", "c", "c1")
            .Link("fan", "d", "d1")
            .Link("bSet", "next", "join")
            .Link("cTold", "next", "join")
            .Link("dSet", "next", "join")
            .And("tell", Use.Say("Joined {{ vars.b.found }} {{ vars.d.id }}."))
            .Link("join", "next", "tell")
            .Unsure("writeB", "b2")
            .Unsure("writeD", "dSet")
            .Called("order");

    /// <summary>A scope that fails after a repetition, and undoes what it did.</summary>
    private static Flow Undo() =>
        Flow.With("on", NodeSpec.Of("trigger.event", """{ "event": "order.cancelled" }"""))
            .Then("try", Use.Try("compensate"))
            .Then("seat", StubCalls.Node("test.put", "put seat"))
            .Then("money", StubCalls.Node("test.put", "busy put money").Retrying(new RetryPolicy(Attempts: 3, DelaySeconds: 10)))
            .Then("bad", Use.Fail("no", "shop.full"))
            .And("undoSeat", Use.Undo("seat"))
            .Then("free", StubCalls.Node("test.put", "put free {{ nodes.seat.output }}"))
            .And("undoMoney", Use.Undo("money"))
            .Then("writeBack", StubCalls.Node("test.write", "write back"))
            .Then("back", Use.Say("Paid back."))
            .And("caught", Use.Say("Full."))
            .And("last", StubCalls.Node("test.put", "put last"))
            .And("after", Use.Say("After {{ nodes.try.error.code }}."))
            .Link("try", "catch", "caught")
            .Link("try", "finally", "last")
            .Link("try", "next", "after")
            .Unsure("writeBack", "back")
            .Called("undo");

    private static Flow Hook() =>
        Flow.With("on", NodeSpec.Of("trigger.webhook", """{ "hook": "orders" }"""))
            .Then("put", StubCalls.Node("test.put", "put {{ event.id }}"))
            .Then("respond", NodeSpec.Of("respond", """{ "status": 201 }"""))
            .Then("write", StubCalls.Node("test.write", "write"))
            .Then("wait", NodeSpec.Of("wait", """{ "amount": 5, "unit": "minutes" }"""))
            .Then("paid", NodeSpec.Of("waitForEvent", """{ "event": "payment.received", "correlation": "{{ event.id }}", "saveTo": "payment" }""", then: "received"))
            .Then("sum", NodeSpec.Of("store", """{ "operation": "increment", "key": "sum", "by": "=vars.payment.amount" }"""))
            .Then("more", StubCalls.Node("test.put", "put more"))
            .Then("tell", NodeSpec.Of("emit", """{ "event": "order.paid", "correlation": "{{ event.id }}" }"""))
            .Unsure("write", "wait")
            .Called("hook");

    /// <summary>Rounds beside each other, rounds one after another, and a loop that is cut into slices.</summary>
    private static Flow Nightly() =>
        Flow.With("on", NodeSpec.Of("trigger.schedule", """{ "cron": "0 3 * * *" }"""))
            .Variable("n", 0)
            .Then("beside", Use.ForEach(new[] { "x", "y", "z" }, concurrency: 2))
            .Then("each", StubCalls.Node("test.put", "put {{ item }}"))
            .And("forEach", Use.ForEach(new[] { 1, 2 }))
            .Then("write", StubCalls.Node("test.write", "write {{ item }}"))
            .Then("told", Use.Say("Wrote {{ item }}."))
            .And("while", Use.While("=vars.n < 100"))
            .Then("add", Use.Set("n", "=vars.n + 1"))
            .Then("enough", Use.Branch(("enough", "=vars.n === 12")))
            .Then("break", Use.Break)
            .And("done", Use.Say("Counted {{ vars.n }}."))
            .Link("beside", "done", "forEach")
            .Link("forEach", "done", "while")
            .Link("while", "done", "done")
            .Unsure("write", "told")
            .Called("nightly");

    private static Flow Unsure(this Flow flow, string write, string then) =>
        flow.And($"{write}Unsure", Use.Set(UnsureVariable, $"='{write}'"))
            .Link(write, "error", $"{write}Unsure")
            .Link($"{write}Unsure", "next", then);
}
