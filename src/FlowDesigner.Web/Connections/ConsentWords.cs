using FlowDesigner.Web.Shell;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Connections;

/// <summary>What came of a sign-in at another system, in words.</summary>
internal static class ConsentWords
{
    /// <summary>It worked.</summary>
    /// <param name="text">Texts of this folder.</param>
    /// <param name="name">Name of the connection.</param>
    public static Notice Connected(IStringLocalizer<ConnectionsText> text, string name) => new("good", text["Signed in. {0} may be used.", name]);

    /// <summary>It did not.</summary>
    /// <param name="text">Texts of this folder.</param>
    /// <param name="code">Why; it stands in the address, so only known codes are said.</param>
    public static Notice Refused(IStringLocalizer<ConnectionsText> text, string code) =>
        new(
            "bad",
            code switch
            {
                "oauth.refused" =>
                    text["The other system did not agree, or you cancelled there. Sign in once more and allow the access that is asked for."],
                "oauth.state" => text["This sign-in is too old or was begun in another browser. Begin it again."],
                "oauth.issuer" =>
                    text["The answer did not come from the provider of this connection, so it was not used. Check the provider's address."],
                "oauth.token" =>
                    text["The other system gave no token. Check client id, secret and the redirect address that is registered there."],
                "oauth.provider" => text["The provider's addresses were not found. Check the provider, or enter its endpoints."],
                "oauth.kind" => text["This connection does not sign in at another system."],
                _ => text["The sign-in did not work. Begin it again."],
            }
        );
}
