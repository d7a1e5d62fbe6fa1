using Connectors.Tests.OpenApi;
using FlowEngine.Connecting.Importing;
using TestKit.Contract;

namespace Connectors.Tests.Contract;

/// <summary>A connector that was made of a document keeps the contract as those do that were written by hand.</summary>
public sealed class ImportedContractTests
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: Clinic, version: '1' }
        servers: [{ url: 'https://clinic.example/v1' }]
        security: [{ token: [] }]
        components:
          securitySchemes:
            token: { type: http, scheme: bearer }
        paths:
          /pets:
            get:
              operationId: listPets
              parameters:
                - { name: kind, in: query, schema: { type: string, enum: [cat, dog] } }
                - { name: page, in: query, schema: { type: integer } }
              responses: { '200': { description: Pets, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
            post:
              operationId: addPet
              requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
              responses: { '201': { description: Made } }
          /pets/{id}:
            parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
            get: { operationId: getPet, responses: { '200': { description: A pet } } }
            put:
              operationId: changePet
              requestBody: { content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }
              responses: { '200': { description: Changed } }
            delete: { operationId: removePet, responses: { '204': { description: Gone } } }
        """;

    [Fact]
    public async Task Keeps_the_contract()
    {
        var connector = Documents.Connector(Document, new ImportRequest("clinic"));
        Assert.Equal(5, connector.Operations.Count);

        var findings = await ContractKit.FindAsync(new ContractSubject(connector), TestContext.Current.CancellationToken);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
