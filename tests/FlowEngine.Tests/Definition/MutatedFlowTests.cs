using System.Text;
using FlowEngine.Definition;
using FlowEngine.Tests.Validation;
using FlowEngine.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace FlowEngine.Tests.Definition;

public class MutatedFlowTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "1e999", "-1", "99999999999999999999", "\"\\ud800\"", "\"=oops\"",
        "\"type\"", "\"nodes\"", "\"ask\"", "{\"a\":{}}", "\u0000", "😀", "/*", "\"links\":{\"next\":\"a\"},", "[[[[[[[[[[",
    ];

    private static readonly byte[] Sample = Encoding.UTF8.GetBytes(
        """
        { "schemaVersion": 1, "id": "f", "name": "F", "variables": { "order": { "type": "object", "default": {} } }, "nodes": {
          "asked": { "type": "trigger.intent", "config": { "intent": "orderStatus" }, "links": { "next": "number" } },
          "number": { "type": "ask", "config": { "text": "Number?", "entity": "orderNumber", "saveTo": "order", "maxVisits": 3 }, "links": { "answered": "way", "gaveUp": "agent" } },
          "way": { "type": "branch", "config": { "arms": [ { "port": "big", "when": "=vars.order" } ] }, "links": { "big": "find", "else": "way" } },
          "find": { "type": "shop.getOrder", "config": { "connection": "shop", "orderId": "=vars.order", "tags": ["a"] }, "links": { "error": "agent" } },
          "agent": { "type": "handoff" } }, "notes": [ { "text": "n", "x": 1, "y": 2.5 } ], "groups": { "g": { "title": "G", "colour": "blue", "nodes": ["asked"], "collapsed": true } }, "layout": { "asked": { "x": 0, "y": -1e3 } } }
        """
    );

    [Fact]
    public void Ten_thousand_mutated_documents_give_a_flow_or_problems_and_never_an_exception()
    {
        var mutation = Gen.Choose(0, 4)
            .SelectMany(kind =>
                Gen.Choose(0, Sample.Length - 1)
                    .SelectMany(at => Gen.Choose(0, 40).SelectMany(length => Gen.Choose(0, 255).Select(value => (kind, at, length, value))))
            );
        var documents = mutation.ListOf().Where(m => m.Count > 0).Resize(4).Select(m => m.Aggregate(Sample, Mutate));
        var config = Config.QuickThrowOnFailure.WithMaxTest(10_000).WithStartSize(4).WithEndSize(4);

        Check.One(config, Prop.ForAll(Arb.From(documents), IsHandled));
    }

    private static bool IsHandled(byte[] document)
    {
        var (flow, problems) = FlowDocument.Read(document);
        if (flow is null)
        {
            return problems.Count > 0 && problems.All(p => p.Message.Length > 0);
        }

        // What can be read can be validated, and written so that it reads the same again.
        var bot = BotDocument.Read(Encoding.UTF8.GetBytes($"{{ {Checking.Bot} }}")).Value!;
        _ = new FlowValidator(SampleCatalog.Nodes, SampleCatalog.Connectors, new SampleExpressions()).Validate(flow, bot, new HashSet<string>());
        var written = FlowDocument.Write(flow);
        return problems.Count == 0 && FlowDocument.Read(written) is { Ok: true } again && FlowDocument.Write(again.Value).AsSpan().SequenceEqual(written);
    }

    private static byte[] Mutate(byte[] document, (int Kind, int At, int Length, int Value) mutation)
    {
        var at = Math.Min(mutation.At, document.Length);
        var end = Math.Min(at + mutation.Length, document.Length);
        return mutation.Kind switch
        {
            0 when at < document.Length => [.. document[..at], (byte)mutation.Value, .. document[(at + 1)..]],
            1 => [.. document[..at], .. document[end..]],
            2 => [.. document[..end], .. document[at..]],
            3 => document[..at],
            _ => [.. document[..at], .. Encoding.UTF8.GetBytes(Fragments[mutation.Value % Fragments.Length]), .. document[at..]],
        };
    }
}
