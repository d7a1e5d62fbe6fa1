using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Nodes.Ask;

/// <summary>What an ask keeps in its bookmark.</summary>
/// <param name="Failures">Answers in a row that did not fit.</param>
/// <param name="Detours">Visits that were returns from an interruption, no questions of its own.</param>
/// <param name="Form">The answers so far; null for a single question.</param>
internal sealed record AskState(int Failures = 0, int Detours = 0, FormState? Form = null)
{
    /// <summary>The state as kept; that of a first question when nothing was.</summary>
    public static AskState Read(JsonElement kept) =>
        kept.ValueKind == JsonValueKind.Object ? kept.Deserialize(AskJson.Default.AskState) ?? new AskState() : new AskState();

    public JsonElement Write() => JsonSerializer.SerializeToElement(this, AskJson.Default.AskState);
}

/// <summary>A form that is being filled in.</summary>
internal sealed class FormState
{
    /// <summary>Answers by name of the slot; null for one that was left out.</summary>
    public Dictionary<string, JsonElement> Answers { get; init; } = [];

    /// <summary>Names of the answered slots, the latest last.</summary>
    public List<string> Order { get; init; } = [];

    /// <summary>Slot whose question is open; null while the form opens, is confirmed or changed.</summary>
    public string? Asked { get; set; }

    public FormPhase Phase { get; set; }
}

/// <summary>How far a form is.</summary>
internal enum FormPhase
{
    /// <summary>Asks for what is missing.</summary>
    Asking,

    /// <summary>Asks whether the answers are right.</summary>
    Confirming,

    /// <summary>Asks which answer is wrong.</summary>
    Changing,
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AskState))]
internal sealed partial class AskJson : JsonSerializerContext;
