namespace FlowDesigner.Web.Editor.Presence;

/// <summary>Who has which flow open on this server, and where they are. Thread-safe.</summary>
internal sealed class EditorPresence
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<EditorSeat>> _rooms = new(StringComparer.Ordinal);

    /// <summary>Somebody opens a flow.</summary>
    /// <param name="room">The flow, as <c>bot/flow</c>.</param>
    /// <param name="person">Name of the person.</param>
    /// <returns>Their place; dispose it when they leave.</returns>
    public EditorSeat Enter(string room, string person)
    {
        var seat = new EditorSeat(this, room, person);
        lock (_lock)
        {
            if (!_rooms.TryGetValue(room, out var seats))
            {
                _rooms[room] = seats = [];
            }

            seats.Add(seat);
        }

        Tell(seat);
        return seat;
    }

    /// <summary>The others in the room of a seat, in the order in which they came.</summary>
    public IReadOnlyList<PersonHere> Others(EditorSeat seat) => [.. Neighbours(seat).Select(s => s.Person)];

    /// <summary>Somebody leaves.</summary>
    public void Leave(EditorSeat seat)
    {
        var left = Neighbours(seat);
        lock (_lock)
        {
            if (_rooms.TryGetValue(seat.Room, out var seats) && seats.Remove(seat) && seats.Count == 0)
            {
                _rooms.Remove(seat.Room);
            }
        }

        foreach (var other in left)
        {
            other.Tell();
        }
    }

    /// <summary>Tells the others that somebody came or went elsewhere.</summary>
    public void Tell(EditorSeat seat)
    {
        foreach (var other in Neighbours(seat))
        {
            other.Tell();
        }
    }

    private List<EditorSeat> Neighbours(EditorSeat seat)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(seat.Room, out var seats) ? [.. seats.Where(s => !ReferenceEquals(s, seat))] : [];
        }
    }
}

/// <summary>The place of one page in a flow.</summary>
internal sealed class EditorSeat(EditorPresence presence, string room, string person) : IDisposable
{
    private volatile string? _node;

    /// <summary>Raised, on any thread, when others came, went or are elsewhere now.</summary>
    public event Action? Moved;

    public string Room => room;

    public PersonHere Person => new(person, _node);

    public IReadOnlyList<PersonHere> Others => presence.Others(this);

    /// <summary>The person works at a node now.</summary>
    /// <param name="node">The node; null for none.</param>
    public void GoTo(string? node)
    {
        if (_node != node)
        {
            _node = node;
            presence.Tell(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => presence.Leave(this);

    /// <summary>Something has changed around.</summary>
    public void Tell() => Moved?.Invoke();
}

/// <summary>Somebody who has the flow open.</summary>
/// <param name="Name">Name of the person.</param>
/// <param name="Node">The node they work at; null for none.</param>
public sealed record PersonHere(string Name, string? Node);
