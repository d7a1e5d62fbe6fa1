namespace FlowRuntime.Connections;

/// <summary>An environment: the same names of connections, bound to other targets.</summary>
/// <param name="Name">Its name: <c>[a-z][a-z0-9-]*</c>, at most 40 characters.</param>
/// <param name="FallsBack">True when a name that it does not bind leads to the target of <c>live</c>.</param>
/// <param name="Connections">How many connections it binds.</param>
public sealed record ConnectionEnvironment(string Name, bool FallsBack, int Connections)
{
    /// <summary>The environment of published bots. It always exists.</summary>
    public const string Live = "live";

    /// <summary>The environment that the simulator chooses by itself.</summary>
    public const string Test = "test";
}
