using FlowDesigner.Web.Shell;

namespace FlowDesigner.Web.Connections;

/// <summary>What came of a sign-in at another system, in words.</summary>
internal static class ConsentWords
{
    /// <summary>It worked.</summary>
    /// <param name="name">Name of the connection.</param>
    public static Notice Connected(string name) => new("good", $"Signed in. {name} may be used.");

    /// <summary>It did not.</summary>
    /// <param name="code">Why; it stands in the address, so only known codes are said.</param>
    public static Notice Refused(string code) =>
        new(
            "bad",
            code switch
            {
                "oauth.refused" =>
                    "The other system did not agree, or you cancelled there. Sign in once more and allow the access that is asked for.",
                "oauth.state" => "This sign-in is too old or was begun in another browser. Begin it again.",
                "oauth.issuer" =>
                    "The answer did not come from the provider of this connection, so it was not used. Check the provider's address.",
                "oauth.token" =>
                    "The other system gave no token. Check client id, secret and the redirect address that is registered there.",
                "oauth.provider" => "The provider's addresses were not found. Check the provider, or enter its endpoints.",
                "oauth.kind" => "This connection does not sign in at another system.",
                _ => "The sign-in did not work. Begin it again.",
            }
        );
}
