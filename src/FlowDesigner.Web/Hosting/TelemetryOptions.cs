namespace FlowDesigner.Web.Hosting;

/// <summary>Where traces and metrics are sent.</summary>
internal sealed class TelemetryOptions
{
    public const string SectionName = "FlowStudio:Telemetry";

    /// <summary>Address of an OpenTelemetry collector, for example <c>http://localhost:4318</c>; null to send nothing.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary><c>http</c> (OTLP over HTTP with protobuf) or <c>grpc</c>.</summary>
    public string Protocol { get; set; } = Http;

    /// <summary>Headers for the collector as <c>name=value,name=value</c>; they may hold a key.</summary>
    public string? Headers { get; set; }

    /// <summary>Share of the traces begun here that are sent, 0 to 1; a trace that comes in keeps the caller's decision.</summary>
    public double Sample { get; set; } = 1;

    /// <summary>How often metrics are sent. Unit: seconds.</summary>
    public int MetricsSeconds { get; set; } = 60;

    internal const string Http = "http";

    internal const string Grpc = "grpc";

    /// <summary>What is wrong with the settings; null when nothing is.</summary>
    internal string? Problem =>
        Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
            ? $"{SectionName}:{nameof(Endpoint)} is an absolute http or https address."
        : Protocol is not (Http or Grpc) ? $"{SectionName}:{nameof(Protocol)} is {Http} or {Grpc}."
        : Sample is < 0 or > 1 ? $"{SectionName}:{nameof(Sample)} is a number from 0 to 1."
        : MetricsSeconds is < 1 or > 3600 ? $"{SectionName}:{nameof(MetricsSeconds)} is a number from 1 to 3600."
        : null;
}
