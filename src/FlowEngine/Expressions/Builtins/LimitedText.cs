using FlowEngine.Expressions.Sandboxing;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Builds a text and meets the memory limit before it grows.</summary>
internal sealed class LimitedText : QuotedText
{
    public override void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > 64)
        {
            Allowance.Current.Charge((long)Length + text.Length);
        }

        base.Append(text);
    }

    public override string ToString()
    {
        Allowance.Current.Charge(Length);
        return base.ToString();
    }
}
