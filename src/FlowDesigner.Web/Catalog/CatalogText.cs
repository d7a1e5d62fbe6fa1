namespace FlowDesigner.Web.Catalog;

/// <summary>Marks the texts about connectors, plug-ins and imports.</summary>
internal sealed class CatalogText;
