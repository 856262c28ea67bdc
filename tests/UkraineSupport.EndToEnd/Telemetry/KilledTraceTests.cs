using Azure.Data.Tables;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using UkraineSupport.Testing.Telemetry;
using Xunit;

namespace UkraineSupport.EndToEnd.Telemetry;

/// <summary>A process that dies between commit and dispatch does not break the trace.</summary>
public sealed class KilledTraceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_dispatched_after_a_kill_is_in_the_trace_of_the_request()
    {
        await using var collector = new Collector();
        await using var app = await TestApp.StartAsync(collector.Settings);
        var outbox = new TableClient(app.Azurite.ConnectionString, "Outbox");

        // Dispatch may be quicker than the kill: then once more.
        TableEntity? promise = null;
        for (var tries = 0; promise is null && tries < 20; tries++)
        {
            var pledge = await app.AnnounceAsync("NLD");
            await app.Process.KillAsync();
            await foreach (
                var row in outbox.QueryAsync<TableEntity>(p => p.GetString("Id") == pledge.Id, null, null, Cancel)
            )
                promise = row;
            var dispatched = collector.Spans.Any(s => s.Name == "dispatch pledge" && IsOf(s, pledge.Id));
            promise = dispatched ? null : promise;
            await app.Process.StartAgainAsync();
        }

        Assert.NotNull(promise);
        var (trace, commit) = (promise.GetString("Trace").Split('-')[1], promise.GetString("Trace").Split('-')[2]);
        var id = promise.GetString("Id");
        await collector.UntilAsync(
            "it is dispatched in the request's trace, and its orchestration reads it there",
            all =>
                all.Any(s => s.Name == "dispatch pledge" && IsOf(s, id) && (s.Trace, s.Parent) == (trace, commit))
                && all.Any(s => s.Name == "activity:ReadPledge" && s.Trace == trace)
        );
    }

    private static bool IsOf(CollectedSpan span, string id) =>
        span.Attributes.GetValueOrDefault("ukraine_support.aggregate.id") == id;
}
