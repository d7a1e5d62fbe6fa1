using Microsoft.AspNetCore.Identity;

namespace FlowDesigner.Web.People;

/// <summary>Says in our words why the membership system refused.</summary>
internal static class IdentityWords
{
    /// <summary>Said when two people would have one name.</summary>
    public const string NameTaken = "Somebody else has this name. Visitors and colleagues must be able to tell you apart.";

    /// <summary>One sentence for each reason; a taken address is told once, not twice.</summary>
    /// <param name="result">A refusal.</param>
    /// <returns>Sentences, for the administrator.</returns>
    public static string Of(IdentityResult result) => string.Join(" ", result.Errors.Select(Word).Distinct());

    private static string Word(IdentityError error) =>
        error.Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) =>
                "Somebody has this e-mail address already.",
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) =>
                "Give an e-mail address such as mira@example.com.",
            nameof(IdentityErrorDescriber.PasswordTooShort) => "Take a password of at least 8 characters.",
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) =>
                "Take a password of at least 4 different characters.",
            nameof(IdentityErrorDescriber.PasswordMismatch) => "The current password is wrong.",
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => "Somebody else changed this person. Load the page again.",
            _ => error.Description,
        };
}
