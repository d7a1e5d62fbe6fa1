using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Who talks with the draft in the test chat.</summary>
/// <param name="Language">BCP 47 tag of the language that is spoken.</param>
/// <param name="ContactId">Id of the contact, as flows read it in <c>contact.id</c>.</param>
/// <param name="Name">Name of the contact; empty when unknown.</param>
/// <param name="TimeZone">IANA id of the time zone that the contact is in; empty when unknown, and the bot's counts.</param>
public sealed record TestVisitor(string Language, string ContactId, string Name, string TimeZone = "")
{
    /// <summary>Id of somebody who was never there before.</summary>
    public const string NewContact = "tester";

    /// <summary>Somebody new who speaks the bot's first language.</summary>
    internal static TestVisitor New(BotDefinition bot) => new(bot.Languages[0], NewContact, "");

    /// <summary>What flows see of the conversation.</summary>
    internal ConversationInfo Conversation => new("test", "test", Language, ContactId, Name.Length == 0 ? null : Name, TimeZone.Length == 0 ? null : TimeZone);
}

/// <summary>Somebody who has talked with the live bot.</summary>
/// <param name="Id">Id of the contact.</param>
/// <param name="Name">Name of the contact; null when unknown.</param>
/// <param name="LastText">What was said last.</param>
public sealed record KnownContact(string Id, string? Name, string LastText);
