using System.Text.Json.Serialization;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>What is said of a stretch of a code field.</summary>
/// <param name="From">First character, from 0.</param>
/// <param name="To">Behind the last character.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsError">False for what is only worth a look.</param>
/// <param name="Instead">What was probably meant; null when nobody knows.</param>
/// <param name="Variable">Variable that could be declared; null for none.</param>
internal sealed record CodeMark(
    int From,
    int To,
    string Message,
    bool IsError,
    [property: JsonIgnore] string? Instead = null,
    [property: JsonIgnore] string? Variable = null
);

/// <summary>What a text gives.</summary>
/// <param name="Text">The value in words.</param>
/// <param name="FromTest">True with the values of the latest test, false with made-up ones.</param>
/// <param name="IsProblem">True when the text tells what went wrong with these values.</param>
internal sealed record CodePreview(string Text, bool FromTest, bool IsProblem = false);

/// <summary>What there is to say of a text in a code field.</summary>
/// <param name="Marks">Mistakes with their places.</param>
/// <param name="Preview">What it gives; null when it stands for itself or cannot be read.</param>
internal sealed record CodeReading(IReadOnlyList<CodeMark> Marks, CodePreview? Preview);
