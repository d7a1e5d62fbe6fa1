namespace TestKit;

/// <summary>
/// Compares with a file that is checked in. Set the environment variable <c>UPDATE_GOLDEN=1</c> and run the test to write
/// the file anew, then read the change.
/// </summary>
public static class Golden
{
    /// <summary>Says how the file differs from what is made now.</summary>
    /// <param name="path">Path below the repository's root.</param>
    /// <param name="actual">What is made now; line ends are LF.</param>
    /// <returns>Null when they are the same; else the first difference.</returns>
    public static string? Difference(string path, string actual)
    {
        var file = Repository.PathOf(path.Split('/'));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        if (!File.Exists(file))
        {
            return $"{path} is missing. Make it with UPDATE_GOLDEN=1.";
        }

        var expectedLines = File.ReadAllText(file).Split('\n');
        var actualLines = actual.Split('\n');
        for (var i = 0; i < Math.Max(expectedLines.Length, actualLines.Length); i++)
        {
            var expectedLine = i < expectedLines.Length ? expectedLines[i] : "<end>";
            var actualLine = i < actualLines.Length ? actualLines[i] : "<end>";
            if (expectedLine != actualLine)
            {
                return $"{path} is stale at line {i + 1}.\n  file: {expectedLine}\n  now:  {actualLine}\n"
                    + "If the change is meant, run the test with UPDATE_GOLDEN=1 and review the difference.";
            }
        }

        return null;
    }
}
