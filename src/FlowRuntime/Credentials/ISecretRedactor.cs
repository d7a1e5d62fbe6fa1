using System.Text.Json;

namespace FlowRuntime.Credentials;

/// <summary>
/// Takes the values of known secrets out of what is written down: journal, traces, cassettes, logs. Finds them as they
/// are, percent-encoded, and inside base64 such as a Basic header. Thread-safe and cheap when there is nothing to hide.
/// </summary>
public interface ISecretRedactor
{
    /// <summary>Word that stands where a secret was.</summary>
    const string Mask = "[secret]";

    /// <summary>Redacts text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same text, or a copy with each secret replaced by <see cref="Mask"/>.</returns>
    string Redact(string text);

    /// <summary>Redacts a JSON value, names of members included.</summary>
    /// <param name="value">Any value; undefined stays undefined.</param>
    /// <returns>The same value, or a copy with each secret replaced by <see cref="Mask"/>; lives on its own when copied.</returns>
    JsonElement Redact(JsonElement value);
}
