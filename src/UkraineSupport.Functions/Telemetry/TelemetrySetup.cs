using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace UkraineSupport.Functions.Telemetry;

/// <summary>
/// Where spans and metrics go: to Azure Monitor, to a collector (OTLP), to both or, when neither is set, nowhere, and
/// then they are not made. Logs go the way of all logs of the host (docs/decisions/0032).
/// </summary>
internal static class TelemetrySetup
{
    private const string Monitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string MonitorIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Sampler = "OTEL_TRACES_SAMPLER";

    /// <summary>
    /// Whose spans are kept: the app's, those of the host's call of a function in Azure, and those of orchestrations on
    /// one machine (in Azure the Durable extension sends its own). Not those of Azure's clients: a span for each call
    /// of storage, and that of Service Bus would write where it is in its trace into messages that others read.
    /// </summary>
    private static readonly string[] Sources = [Spans.Name, "Microsoft.Azure.Functions.Worker", "DurableTask.Core"];

    /// <summary>Adds what the settings ask for.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var (monitor, collector) = (IsSet(configuration, Monitor), IsSet(configuration, Collector));
        if (!monitor && !collector)
            return;
        // Inside the host's request, not beside it: of an older schema each call of a function would be a second one.
        services.Configure<WorkerOptions>(o => o.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0");
        services
            .AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("ukraine-support", serviceVersion: Version))
            .WithTracing(traces =>
            {
                traces.AddSource(Sources).AddProcessor(new CleanSpans());
                if (collector)
                    traces.AddOtlpExporter();
                if (monitor)
                    traces.AddAzureMonitorTraceExporter(options => Set(options, configuration));
                // Not as the parent says: the host's spans are not marked as recorded, and all would be left out.
                if (!IsSet(configuration, Sampler))
                    traces.SetSampler(new AlwaysOnSampler());
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Spans.Name, "Microsoft.AspNetCore.Hosting");
                if (collector)
                    metrics.AddOtlpExporter();
                if (monitor)
                    metrics.AddAzureMonitorMetricExporter(options => Set(options, configuration));
            });
    }

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration)
    {
        if (IsSet(configuration, Collector) && !IsCollector(configuration[Collector]!))
            yield return $"{Collector} is no http or https address of a collector without a user name.";
        if (
            configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf")
        )
            yield return $"OTEL_EXPORTER_OTLP_PROTOCOL is {protocol}: grpc or http/protobuf.";
        if (
            IsSet(configuration, Monitor)
            && !configuration[Monitor]!.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase)
        )
            yield return $"{Monitor} has no InstrumentationKey: it is what Application Insights calls connection string.";
    }

    private static string? Version => typeof(TelemetrySetup).Assembly.GetName().Version?.ToString();

    private static void Set(AzureMonitorExporterOptions options, IConfiguration configuration)
    {
        options.ConnectionString = configuration[Monitor];
        if (configuration[MonitorIdentity]?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true)
            options.Credential = new DefaultAzureCredential();
        options.TracesPerSecond = null;
        options.SamplingRatio = 1;
        // What cannot be sent is not laid down on a disk.
        options.DisableOfflineStorage = true;
        options.EnableLiveMetrics = false;
        options.EnableStandardMetrics = false;
        options.EnablePerformanceCounters = false;
    }

    private static bool IsCollector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && address.UserInfo.Length == 0;

    private static bool IsSet(IConfiguration configuration, string key) => !string.IsNullOrEmpty(configuration[key]);
}
