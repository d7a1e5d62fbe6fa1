using FlowDesigner.Web.Wording;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.People;

/// <summary>Says in our words why the membership system refused.</summary>
internal static class IdentityWords
{
    /// <summary>Said when two people would have one name.</summary>
    public static readonly string NameTaken = TextKey.Of("Somebody else has this name. Visitors and colleagues must be able to tell you apart.");

    /// <summary>Our own refusal of a name.</summary>
    public const string NameTakenCode = "name";

    /// <summary>Our own refusal of a second first administrator.</summary>
    public const string ExistsCode = "exists";

    /// <summary>One sentence for each reason; a taken address is told once, not twice.</summary>
    /// <param name="text">Texts of this folder.</param>
    /// <param name="result">A refusal.</param>
    /// <returns>Sentences, for the administrator.</returns>
    public static string Of(IStringLocalizer<PeopleText> text, IdentityResult result) =>
        string.Join(" ", result.Errors.Select(e => Word(text, e)).Distinct());

    private static string Word(IStringLocalizer<PeopleText> text, IdentityError error) =>
        error.Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) =>
                text["Somebody has this e-mail address already."],
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) =>
                text["Give an e-mail address such as mira@example.com."],
            nameof(IdentityErrorDescriber.PasswordTooShort) => text["Take a password of at least 8 characters."],
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) =>
                text["Take a password of at least 4 different characters."],
            nameof(IdentityErrorDescriber.PasswordMismatch) => text["The current password is wrong."],
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => text["Somebody else changed this person. Load the page again."],
            NameTakenCode => text[NameTaken],
            ExistsCode => text["There is an administrator already."],
            _ => error.Description,
        };
}
