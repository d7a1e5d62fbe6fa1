using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>Deals (https://developers.hubspot.com/docs/api-reference/crm-deals-v3), which move through the stages of a pipeline.</summary>
internal static class Deals
{
    private const string UnknownStage = "hubspot.stage";

    private static readonly Dictionary<string, string> StageCode = new()
    {
        [UnknownStage] = "There is no such stage, or several pipelines have one of this name; the message lists what there is.",
    };

    private static readonly HubSpotObject Deal = new(
        "deals",
        "deal",
        [
            new("name", "dealname", "Name", "Name of the deal."),
            new("stage", "dealstage", "Stage", "Name or id of a stage, for example Contract sent."),
            new("pipeline", "pipeline", "Pipeline", "Name or id of a pipeline; needed only where several have a stage of this name."),
            new("amount", "amount", "Amount", "Amount in the currency of the account, for example 1200.50."),
            new("closeDate", "closedate", "Close date", "Day on which it is or will be won, for example 2026-04-30."),
            new("ownerId", "hubspot_owner_id", "Owner", "Id of the owner, as Get owner finds it."),
        ],
        ["dealtype", "hs_is_closed_won"]
    )
    {
        Links = [HubSpotLinkSetting.To("contact", "Contact", 3), HubSpotLinkSetting.To("company", "Company", 341)],
        Complete = ResolveStageAsync,
        Codes = StageCode,
    };

    /// <summary>What can be done with deals.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            Deal.Get("getDeal"),
            Deal.Create("createDeal", "name"),
            Deal.Update("updateDeal"),
            Move(),
            Deal.Upsert("upsertDeal", [.. UniqueValue.Fields]),
            Deal.Archive("archiveDeal"),
        ];

    private static OperationDefinition Move()
    {
        var update = Deal.Update("moveDeal");
        var stage = HubSpotFields.Text("stage", "To stage", "Name or id of the stage, for example Closed won.", required: true);
        return update with
        {
            Title = "Move deal",
            Summary = "Moves a deal of HubSpot to another stage of a pipeline.",
            Card = "Moves deal {id} to {stage}",
            Fields = [update.Fields[0], stage, .. update.Fields.Where(f => f.Name == "pipeline")],
            Outputs = [.. update.Outputs.Where(o => o.Name != HubSpotApi.Conflict)],
        };
    }

    /// <summary>Replaces the names of stage and pipeline by their ids, which is what HubSpot takes.</summary>
    private static async ValueTask<NodeResult.Failed?> ResolveStageAsync(OperationCall call, JsonObject properties, CancellationToken cancellationToken)
    {
        var (stage, pipeline) = ((string?)properties["dealstage"], (string?)properties["pipeline"]);
        if (stage is null && pipeline is null)
        {
            return null;
        }

        var answer = await Pipelines.ReadAsync(call, "deals", cancellationToken).ConfigureAwait(false);
        if (answer is not HubSpotAnswer.Done { Value: var read })
        {
            return HubSpotApi.Leave(answer, call) as NodeResult.Failed
                ?? HubSpotApi.Fail(UnknownStage, "The HubSpot account has no pipeline of deals.");
        }

        var pipelines = Pipelines.Named(HubSpotJson.List(read, "results"), pipeline);
        if (stage is null)
        {
            // A pipeline alone: HubSpot itself puts the deal into its first stage.
            return pipelines is [var only]
                ? Set(properties, "pipeline", HubSpotJson.Text(only, "id"))
                : HubSpotApi.Fail(UnknownStage, $"There is no pipeline \"{VendorText.Shorten(pipeline!)}\"."); // one of the two is given
        }

        var hits = pipelines.SelectMany(p => Pipelines.Named(HubSpotJson.List(p, "stages"), stage).Select(s => (Pipeline: p, Stage: s))).ToList();
        if (hits is [var (inPipeline, found)])
        {
            Set(properties, "dealstage", HubSpotJson.Text(found, "id"));
            return Set(properties, "pipeline", HubSpotJson.Text(inPipeline, "id"));
        }

        return HubSpotApi.Fail(
            UnknownStage,
            hits.Count == 0
                ? $"There is no stage \"{VendorText.Shorten(stage)}\". There are: {Pipelines.Words(pipelines)}."
                : $"Several pipelines have a stage \"{VendorText.Shorten(stage)}\". Give the pipeline too: {Pipelines.Words(pipelines)}."
        );
    }

    private static NodeResult.Failed? Set(JsonObject properties, string name, string? value)
    {
        properties[name] = value;
        return null;
    }
}
