namespace Connectors.OpenApi.Reading;

/// <summary>What a document says that the connector does not do, in sentences. Holds the first of each kind and counts the rest.</summary>
internal sealed class Losses
{
    private const int MostOfAKind = 5;
    private const int MostKinds = 100;

    private readonly Dictionary<string, (List<string> Places, int Count)> _places = new(StringComparer.Ordinal);

    /// <summary>The notes: what is lost and where.</summary>
    public IReadOnlyList<string> Notes =>
        [.. _places.Select(p => p.Value.Count == 0 ? p.Key : $"{p.Key} ({Places(p.Value.Places, p.Value.Count)})")];

    /// <summary>Notes a loss.</summary>
    /// <param name="what">What is lost: a sentence without the place, so that equal losses are counted together.</param>
    /// <param name="place">Where, such as <c>GET /pets</c>; null for the document as a whole.</param>
    public void Add(string what, string? place = null)
    {
        if (!_places.TryGetValue(what, out var known))
        {
            if (_places.Count == MostKinds)
            {
                return;
            }

            known = ([], 0);
        }

        if (place is not null)
        {
            if (known.Places.Count < MostOfAKind)
            {
                known.Places.Add(place);
            }

            known.Count++;
        }

        _places[what] = known;
    }

    private static string Places(List<string> places, int count) =>
        count > places.Count ? $"{string.Join(", ", places)} and {count - places.Count:N0} more" : string.Join(", ", places);
}
