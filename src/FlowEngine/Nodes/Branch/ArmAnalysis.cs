using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Branch;

/// <summary>
/// Finds ways of a branch that are never taken, as far as that shows before a run: by constant conditions, by the same
/// formula twice, and by what rules say about the same value.
/// </summary>
internal static class ArmAnalysis
{
    /// <summary>Examines ways in order.</summary>
    /// <returns>Index of a way, code and message.</returns>
    public static IEnumerable<(int Arm, string Code, string Message)> Find(IReadOnlyList<BranchArm> arms)
    {
        var known = arms.Select(AlternativesOf).ToList();
        for (var i = 0; i < arms.Count; i++)
        {
            if (known[i].Count == 0)
            {
                yield return (i, "condition.never", $"The condition of \"{arms[i].Port}\" can never hold. Correct it or remove the way.");
                continue;
            }

            var always = known.FindIndex(0, i, a => a.Exists(c => c.Count == 0));
            if (always >= 0)
            {
                yield return (i, "branch.unreachable", $"\"{arms[i].Port}\" is never taken: \"{arms[always].Port}\" before it always is.");
            }
            else if (FindCover(known, i) is >= 0 and var cover)
            {
                yield return Covers(known[i], known[cover])
                    ? (i, "branch.duplicate", $"\"{arms[i].Port}\" has the same condition as \"{arms[cover].Port}\" before it. Remove one of them.")
                    : (i, "branch.unreachable", $"\"{arms[i].Port}\" is never taken: whenever it holds, \"{arms[cover].Port}\" before it does. Put it first.");
            }
            else if (known.FindIndex(0, i, a => Overlaps(a, known[i])) is >= 0 and var other)
            {
                yield return (
                    i,
                    "branch.overlap",
                    $"\"{arms[other].Port}\" and \"{arms[i].Port}\" hold for some of the same values, which all go to \"{arms[other].Port}\". Draw the line between them."
                );
            }
        }
    }

    /// <summary>A condition as alternatives of facts that hold together; none when it can never hold, one without facts when it always does.</summary>
    private static List<List<RuleFact>> AlternativesOf(BranchArm arm)
    {
        if (arm.When is { } when)
        {
            return ConstantOf(when) switch
            {
                true => [[]],
                false => [],
                null => [[RuleFact.OfFormula(when)]],
            };
        }

        var facts = (arm.Rules ?? []).Select(r => (Fact: RuleFact.OfRule(r, out var holds), Holds: holds)).ToList();
        List<List<RuleFact>> alternatives = arm.Join == ConditionEvaluation.All
            ? (facts.Exists(f => f.Holds == false) ? [] : [[.. facts.Where(f => f.Holds is null).Select(f => f.Fact)]])
            : [.. facts.Where(f => f.Holds != false).Select(f => f.Holds is null ? new List<RuleFact> { f.Fact } : [])];
        return alternatives.FindAll(a => !a.Exists(fact => a.Exists(fact.Excludes)));
    }

    private static bool? ConstantOf(FieldValue when) =>
        when.IsLiteral ? FieldConversion.IsTruthy(when.Evaluate(NoScope.Instance, default).Value)
        : when.Source?.Trim() is "true" or "false" ? when.Source.Trim() == "true"
        : null;

    private static int FindCover(List<List<List<RuleFact>>> known, int arm) => known.FindIndex(0, arm, a => Covers(a, known[arm]));

    /// <summary>Tells whether a condition holds wherever another does.</summary>
    private static bool Covers(List<List<RuleFact>> wide, List<List<RuleFact>> narrow) =>
        wide.Count > 0 && narrow.TrueForAll(n => wide.Exists(w => w.TrueForAll(fact => n.Exists(other => other.Implies(fact)))));

    /// <summary>
    /// Tells whether two conditions on one and the same value share some values while each has its own. A wider way
    /// behind a narrower one is no overlap: that is what the order of the ways is for.
    /// </summary>
    private static bool Overlaps(List<List<RuleFact>> first, List<List<RuleFact>> second) =>
        first is [{ Count: > 0 } a]
        && second is [{ Count: > 0 } b]
        && a.Concat(b).Select(f => f.About).Distinct(StringComparer.Ordinal).Count() == 1
        && a.Concat(b).All(f => f.Range is not null)
        && !Covers(second, first)
        && a.TrueForAll(x => b.TrueForAll(y => SharesValues(x, y)));

    private static bool SharesValues(RuleFact x, RuleFact y) =>
        (x.Range?.Values, y.Range?.Values) switch
        {
            (null, null) => x.Range!.Meets(y.Range!), // the caller asks for facts with a range only
            ({ } values, { } others) => values.Any(v => others.Any(o => ValueComparison.AreEqual(v, o, ignoreCase: false))),
            _ => !x.Excludes(y),
        };
}
