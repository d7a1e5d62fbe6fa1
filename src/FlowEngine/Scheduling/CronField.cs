using System.Globalization;

namespace FlowEngine.Scheduling;

/// <summary>One field of a cron notation: what its numbers may be and what they are called.</summary>
/// <param name="Name">Word for messages.</param>
/// <param name="Least">Least number.</param>
/// <param name="Greatest">Greatest number.</param>
/// <param name="Names">Names of the numbers from <paramref name="Least"/> on; empty for none.</param>
internal sealed record CronField(string Name, int Least, int Greatest, IReadOnlyList<string> Names)
{
    /// <summary>Reads a list such as <c>1,5-10,*/15</c>.</summary>
    /// <returns>The numbers as bits.</returns>
    public ulong Read(string field)
    {
        var set = 0UL;
        foreach (var item in field.Split(','))
        {
            set |= ReadItem(item);
        }

        return set;
    }

    /// <summary>Reads one number, range or step.</summary>
    public ulong ReadItem(string item)
    {
        var (range, step) = item.Split('/') switch
        {
            [var all] => (all, 0),
            [var all, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => (
                all,
                n
            ),
            _ => throw Unreadable(item),
        };
        if (range is "*" or "?")
        {
            return Between(Least, Last, Math.Max(step, 1));
        }

        return range.Split('-') switch
        {
            [var one] when step == 0 => 1UL << ReadValue(one),
            [var from] => Between(ReadValue(from), Last, step),
            [var from, var to] => Between(ReadValue(from), ReadValue(to), Math.Max(step, 1)),
            _ => throw Unreadable(item),
        };
    }

    /// <summary>Reads a number or its name.</summary>
    public int ReadValue(string text)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return Least + i;
            }
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw Unreadable(text);
        }

        return number >= Least && number <= Greatest
            ? number
            : throw new FormatException($"The {Name} {number} is out of range. Give {Least} to {Greatest}.");
    }

    /// <summary>The greatest number of a cycle: the weekday 7 is the weekday 0 again.</summary>
    private int Last => Names.Count > 0 ? Least + Names.Count - 1 : Greatest;

    private ulong Between(int from, int to, int step)
    {
        if (to < from)
        {
            // Over the end, such as FRI-MON.
            to += Last - Least + 1;
        }

        var set = 0UL;
        for (var i = from; i <= to; i += step)
        {
            set |= 1UL << (i <= Greatest ? i : i - (Last - Least + 1));
        }

        return set;
    }

    private FormatException Unreadable(string text)
    {
        var names = Names.Count > 0 ? $" or names such as {Names[0]}" : "";
        return new FormatException(
            $"\"{text}\" is no {Name}. Give numbers from {Least} to {Greatest}{names}, as *, 5, 1-5, */2 or 1,3,5."
        );
    }
}
