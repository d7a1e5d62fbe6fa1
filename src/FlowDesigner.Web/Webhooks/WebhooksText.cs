namespace FlowDesigner.Web.Webhooks;

/// <summary>Marks the texts about webhooks and their calls.</summary>
internal sealed class WebhooksText;
