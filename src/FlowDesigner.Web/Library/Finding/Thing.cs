namespace FlowDesigner.Web.Library.Finding;

/// <summary>Something of a bot that has a name which others use.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name or id.</param>
/// <param name="FlowId">The flow that a variable belongs to; null for the bot's own, and for everything else.</param>
public sealed record Thing(ThingKind Kind, string Name, string? FlowId = null);

/// <summary>Kinds of things that have names.</summary>
public enum ThingKind
{
    /// <summary>A variable of a flow or of the bot.</summary>
    Variable,

    /// <summary>A connection.</summary>
    Connection,

    /// <summary>An intent.</summary>
    Intent,

    /// <summary>An entity.</summary>
    Entity,

    /// <summary>A flow.</summary>
    Flow,
}

/// <summary>A place that uses a thing.</summary>
/// <param name="Thing">What is used.</param>
/// <param name="At">Where.</param>
/// <param name="Path">Path with dots that an expression there reads, such as <c>vars.order</c>; null where the name itself stands.</param>
public sealed record Use(Thing Thing, Spot At, string? Path = null);
