namespace FlowEngine.Tests.Running.Generated;

/// <summary>Makes scripts by chance; the same seed makes the same script.</summary>
internal sealed class ScriptMaker(int seed)
{
    private static readonly string[] Variables = ["a", "b", "c"];
    private readonly Random _chance = new(seed);
    private int _mark;

    public IReadOnlyList<Script> Make() => Sequence(depth: 3, inLoop: false);

    private List<Script> Sequence(int depth, bool inLoop)
    {
        var length = _chance.Next(1, 5);
        return [.. Enumerable.Range(0, length).Select(_ => One(depth, inLoop))];
    }

    private Script One(int depth, bool inLoop)
    {
        var kinds = depth == 0 ? 4 : 10;
        switch (_chance.Next(kinds))
        {
            case 0:
                return new Script.Say(_mark++, Variable());
            case 1:
                return new Script.Add(Variable(), _chance.Next(-2, 5));
            case 2:
                return new Script.Call(Variable());
            case 3:
                return inLoop && _chance.Next(3) == 0 ? new Script.Break()
                    : _chance.Next(3) == 0 ? new Script.Fail(_mark++)
                    : new Script.Say(_mark++, Variable());
            case 4:
                return new Script.If(Variable(), _chance.Next(6), Sequence(depth - 1, inLoop), Sequence(depth - 1, inLoop));
            case 5:
                return new Script.Repeat(_chance.Next(4), _chance.Next(2) == 0, Sequence(depth - 1, inLoop: true));
            case 6:
                return new Script.Until(Variable(), _chance.Next(8), MostRounds: 6, Sequence(depth - 1, inLoop: true));
            case 7:
                return new Script.Try(Sequence(depth - 1, inLoop), Perhaps(depth, inLoop), Perhaps(depth, inLoop));
            case 8:
                return new Script.Parallel(Sequence(depth - 1, inLoop: false), Sequence(depth - 1, inLoop: false));
            default:
                return new Script.CallFlow(Variable(), Variable(), Sequence(depth - 1, inLoop: false));
        }
    }

    private List<Script>? Perhaps(int depth, bool inLoop) => _chance.Next(3) == 0 ? null : Sequence(depth - 1, inLoop);

    private string Variable() => Variables[_chance.Next(Variables.Length)];
}
