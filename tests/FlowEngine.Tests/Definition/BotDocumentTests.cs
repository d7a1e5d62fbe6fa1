using System.Text;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public class BotDocumentTests
{
    private const string Shop = """
        {
          "$schema": "../bot.schema.json",
          "schemaVersion": 1,
          "id": "order-support",
          "name": "Order support",
          "timeZone": "Europe/Berlin",
          "languages": [
            "en",
            "de"
          ],
          "intents": {
            "orderStatus": {
              "phrases": [
                "where is my order"
              ],
              "phrasesIn": {
                "de": [
                  "wo ist meine bestellung"
                ]
              }
            }
          },
          "entities": {
            "orderNumber": {
              "kind": "pattern",
              "pattern": "\\d{4}"
            },
            "size": {
              "kind": "list",
              "values": {
                "small": [
                  "s",
                  "little"
                ]
              },
              "roles": {
                "wanted": {
                  "before": [
                    "in"
                  ],
                  "after": [
                    "please"
                  ]
                }
              }
            }
          },
          "fallback": {
            "flow": "fallback"
          },
          "connections": {
            "shop": "woocommerce"
          },
          "variables": {
            "tries": {
              "type": "number",
              "default": 0,
              "description": "How often it was tried"
            }
          },
          "channels": {
            "directline": {
              "interruptible": true
            }
          },
          "mocks": {
            "order-status": {
              "find": {
                "port": "success",
                "output": {
                  "number": 1003
                }
              },
              "pay": {
                "error": {
                  "code": "http.timeout",
                  "message": "No answer.",
                  "retryable": true
                },
                "off": true
              }
            }
          },
          "understanding": {
            "threshold": 0.6
          }
        }

        """;

    [Fact]
    public void Writes_a_canonical_document_exactly_as_it_was_read()
    {
        var text = Shop.ReplaceLineEndings("\n");

        var (bot, problems) = BotDocument.Read(Encoding.UTF8.GetBytes(text));

        Assert.Empty(problems);
        Assert.Equal(text, Encoding.UTF8.GetString(BotDocument.Write(bot!)));
    }

    [Theory]
    [InlineData("""{ "find": {} }""", "/mocks/f/find")]
    [InlineData("""{ "find": { "port": "a", "error": { "code": "x" } } }""", "/mocks/f/find")]
    [InlineData("""{ "Find it": { "port": "a" } }""", "/mocks/f/Find it")]
    [InlineData("""{ "find": { "port": "a", "answer": 1 } }""", "/mocks/f/find/answer")]
    public void Refuses_a_made_up_answer_that_says_nothing_or_two_things(string mocks, string pointer)
    {
        var (_, problems) = BotDocument.Read(Encoding.UTF8.GetBytes($$"""{"id":"b","name":"B","mocks":{"f": {{mocks}} } }"""));

        Assert.Equal(pointer, Assert.Single(problems).Pointer);
    }

    [Fact]
    public void Fills_in_time_zone_and_language()
    {
        var (bot, _) = BotDocument.Read("""{"id":"b","name":"B"}"""u8);

        Assert.Equal(("UTC", "en"), (bot!.TimeZone, Assert.Single(bot.Languages)));
    }

    [Fact]
    public void Names_every_problem_at_once_with_its_place()
    {
        var (bot, problems) = BotDocument.Read(
            """
            {
              "id": "b", "name": "", "languages": [],
              "intents": { "a": { "phrases": "hi" }, "B": {} },
              "entities": { "e": { "kind": "list", "values": { "x": "y" } } },
              "fallback": { "flow": "No" },
              "connections": { "shop": 1 },
              "channels": { "directline": true },
              "secret": "x"
            }
            """u8
        );

        Assert.Null(bot);
        Assert.Equal(
            [
                ("document.value", "/name"),
                ("document.value", "/languages"),
                ("document.type", "/intents/a/phrases"),
                ("document.id", "/intents/B"),
                ("document.type", "/entities/e/values/x"),
                ("document.id", "/fallback/flow"),
                ("document.type", "/connections/shop"),
                ("document.type", "/channels/directline"),
                ("document.member", "/secret"),
            ],
            problems.Select(p => (p.Code, p.Pointer))
        );
    }
}
