using System.Text.Json;
using Connectors.OpenApi.Making;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Connectors.OpenApi;

/// <summary>Makes connectors of OpenAPI documents: 2.0, 3.0 and 3.1, JSON or YAML. Thread-safe.</summary>
/// <param name="time">Clock of the time limit.</param>
/// <param name="limits">What is too much.</param>
public sealed class OpenApiImporter(TimeProvider time, ReadLimits limits) : IConnectorImporter
{
    private const string Icon = "plug";

    /// <inheritdoc/>
    public ImportOutcome Import(ReadOnlyMemory<byte> document, ImportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = new CancellationTokenSource(limits.MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (read, losses) = DocumentReader.Read(document, request.Files, limits, either.Token);
            var connector = Sound(Make(read, losses, request, either.Token), losses);
            return new ImportOutcome.Imported(connector, Facts(read, losses, connector));
        }
        catch (DocumentRefusedException e)
        {
            return new ImportOutcome.Refused(e.Code, e.Message);
        }
        catch (JsonException)
        {
            return new ImportOutcome.Refused("openapi.format", "The document cannot be read: it nests too deeply or is broken.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ImportOutcome.Refused(
                "openapi.time",
                $"Reading the document takes more than {limits.MaxTime.TotalSeconds:0} seconds. Leave out what you do not need."
            );
        }
    }

    private static ConnectorDefinition Make(ApiDocument document, Losses losses, ImportRequest request, CancellationToken cancellationToken)
    {
        var maker = new OperationMaker(request.Key, document.Title, losses);
        var operations = new List<OperationDefinition>();
        foreach (var operation in document.Operations.Where(o => IsTaken(o, request)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            operations.Add(maker.Make(operation));
        }

        var servers = new Servers(document.Servers, request.Source);
        IReadOnlyList<string> hosts =
        [
            .. document.Operations.Where(o => IsTaken(o, request)).Select(o => o.Server?.Host).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        return new ConnectorDefinition(
            request.Key,
            document.Title,
            document.Summary.Length > 0 ? document.Summary : $"{document.Title}, imported from its description.",
            Icon,
            servers.Fields(),
            new Credentials(losses).Make(document),
            servers.BaseAddress,
            new Probe(document).RunAsync
        )
        {
            Version = document.Version,
            Operations = operations,
            Hosts = hosts.Count == 0 ? null : _ => hosts,
        };
    }

    /// <summary>Leaves out operations that break the rules of connectors in a way that nobody foresaw.</summary>
    private static ConnectorDefinition Sound(ConnectorDefinition connector, Losses losses)
    {
        const string Operations = "/operations/";
        var problems = ConnectorCheck.Find(connector);
        if (problems.Count == 0)
        {
            return connector;
        }

        if (problems.FirstOrDefault(p => !p.Pointer.StartsWith(Operations, StringComparison.Ordinal)) is { } whole)
        {
            throw new DocumentRefusedException(whole.Code, whole.Message);
        }

        var broken = problems.Select(p => p.Pointer[Operations.Length..].Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var problem in problems)
        {
            losses.Add($"The operation is left out: {problem.Message}", problem.Pointer[Operations.Length..].Split('/')[0]);
        }

        return connector.Operations.All(o => broken.Contains(o.Key))
            ? throw new DocumentRefusedException(problems[0].Code, problems[0].Message)
            : connector with { Operations = [.. connector.Operations.Where(o => !broken.Contains(o.Key))] };
    }

    private static ImportedFacts Facts(ApiDocument document, Losses losses, ConnectorDefinition connector)
    {
        var taken = connector.Operations.Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        return new ImportedFacts(
            document.Title,
            document.Version,
            $"{(document.Specification == "2.0" ? "Swagger" : "OpenAPI")} {document.Specification}",
            [
                .. document.Operations.Select(o => new ImportedOperation(
                    o.Key,
                    o.Title,
                    o.Method,
                    o.Path,
                    o.Tags,
                    o.IsDeprecated,
                    taken.Contains(o.Key)
                )),
            ],
            losses.Notes
        );
    }

    private static bool IsTaken(ApiOperation operation, ImportRequest request) => request.Operations?.Contains(operation.Key) ?? true;
}

/// <summary>Registers the import of OpenAPI documents.</summary>
public static class OpenApiRegistration
{
    /// <summary>Adds the importer.</summary>
    /// <param name="services">The container, with a <see cref="TimeProvider"/>.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddOpenApiImport(this IServiceCollection services) =>
        services.AddSingleton<IConnectorImporter>(provider => new OpenApiImporter(
            provider.GetRequiredService<TimeProvider>(),
            ReadLimits.Default
        ));
}
