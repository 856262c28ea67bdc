using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Tests.Telemetry;

/// <summary>Where telemetry goes is a matter of settings; by default it is not made.</summary>
public sealed class TelemetrySetupTests
{
    private static readonly (string, string) Collector = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");

    private static readonly (string, string) Monitor = (
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/"
    );

    [Fact]
    public void Without_a_place_to_send_it_to_nothing_is_registered()
    {
        var services = new ServiceCollection();

        TelemetrySetup.AddTo(services, Configuration(("OTEL_EXPORTER_OTLP_ENDPOINT", "")));

        Assert.Empty(services);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_span_is_kept_whatever_its_parent_says(bool collector, bool monitor)
    {
        var settings = (List<(string, string)>)[.. collector ? [Collector] : ((string, string)[])[]];
        if (monitor)
            settings.Add(Monitor);
        var configuration = Configuration([.. settings]);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(configuration);
        TelemetrySetup.AddTo(services, configuration);
        using var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<TracerProvider>();
        _ = provider.GetRequiredService<MeterProvider>();
        var unrecorded = new ActivityContext(
            ActivityTraceId.CreateRandom(),
            ActivitySpanId.CreateRandom(),
            ActivityTraceFlags.None,
            isRemote: true
        );

        using var host = new Activity("the host's").SetParentId(unrecorded.TraceId, unrecorded.SpanId).Start();
        using var span = Spans.Send("servicebus", "support-events", 1);

        Assert.True(span!.Recorded);
        Assert.Equal(unrecorded.TraceId, span.TraceId);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is no http")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "https://me:word@collector", "OTEL_EXPORTER_OTLP_ENDPOINT is no http")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is http/json: grpc or ")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "https://x", "APPLICATIONINSIGHTS_CONNECTION_STRING has no")]
    public void What_is_wrong_with_settings_is_said_without_what_may_be_secret(string name, string value, string begins)
    {
        var mistake = Assert.Single(TelemetrySetup.Mistakes(Configuration((name, value))));

        Assert.StartsWith(begins, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("word", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_deployment_sets_is_right() =>
        Assert.Empty(
            TelemetrySetup.Mistakes(Configuration(Monitor, Collector, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")))
        );

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
}
