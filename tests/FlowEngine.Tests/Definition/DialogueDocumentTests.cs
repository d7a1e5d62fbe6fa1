using System.Text;
using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public sealed class DialogueDocumentTests
{
    private const string Canonical = """
        {
          "$schema": "../bot.schema.json",
          "schemaVersion": 1,
          "id": "shop",
          "name": "Shop",
          "timeZone": "UTC",
          "languages": [
            "en"
          ],
          "intents": {
            "order": {
              "phrases": [
                "Where is my order?"
              ],
              "titles": {
                "de": "Bestellung"
              }
            }
          },
          "dialogue": {
            "commands": {
              "cancel": {
                "on": false
              },
              "agent": {
                "phrases": {
                  "de-CH": [
                    "Mänsch"
                  ]
                },
                "flow": "person",
                "queue": "billing"
              }
            },
            "ladder": {
              "rephrase": 2,
              "suggest": 0,
              "texts": {
                "en": [
                  "Pardon?"
                ]
              },
              "suggestions": [
                "order"
              ],
              "frustration": 0.7,
              "queue": "all"
            },
            "clarify": {
              "margin": 0.25,
              "choices": 2
            }
          }
        }

        """;

    [Fact]
    public void Stands_in_canonical_form()
    {
        var read = BotDocument.Read(Encoding.UTF8.GetBytes(Canonical));

        Assert.Empty(read.Problems);
        Assert.False(read.Value!.Dialogue!.Of(DialogueCommand.Cancel)!.On);
        Assert.Equal(Canonical, Encoding.UTF8.GetString(BotDocument.Write(read.Value)));
    }

    [Theory]
    [InlineData("""{ "commands": { "stop": {} } }""", "document.member", "/dialogue/commands/stop")]
    [InlineData("""{ "commands": { "help": { "queue": "a" } } }""", "document.member", "/dialogue/commands/help/queue")]
    [InlineData("""{ "commands": { "help": { "on": "yes" } } }""", "document.type", "/dialogue/commands/help/on")]
    [InlineData("""{ "commands": { "help": { "flow": "No Slug" } } }""", "document.id", "/dialogue/commands/help/flow")]
    [InlineData("""{ "ladder": { "rephrase": 6 } }""", "document.value", "/dialogue/ladder/rephrase")]
    [InlineData("""{ "ladder": { "texts": [] } }""", "document.type", "/dialogue/ladder/texts")]
    [InlineData("""{ "clarify": { "choices": 1 } }""", "document.value", "/dialogue/clarify/choices")]
    [InlineData("""{ "ladder": true }""", "document.type", "/dialogue/ladder")]
    public void What_is_wrong_is_told_with_its_place(string dialogue, string code, string pointer)
    {
        var read = BotDocument.Read(Encoding.UTF8.GetBytes($$"""{ "id": "shop", "name": "Shop", "dialogue": {{dialogue}} }"""));

        Assert.Contains((code, pointer), read.Problems.Select(p => (p.Code, p.Pointer)));
    }
}
