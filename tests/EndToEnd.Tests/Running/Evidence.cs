namespace EndToEnd.Tests.Running;

/// <summary>Where the traces of failed tests are kept: <c>TestResults</c> beside the test assembly.</summary>
internal static class Evidence
{
    /// <summary>A file named after the running test.</summary>
    /// <param name="ending">What comes after the name.</param>
    public static string PathFor(string ending)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults"));
        var name = TestContext.Current.TestMethod!.MethodName; // a method is running
        return Path.Combine(folder.FullName, name[..Math.Min(80, name.Length)] + ending);
    }
}
