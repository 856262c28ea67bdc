using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace UkraineSupport.Testing.Telemetry;

/// <summary>A span as it came.</summary>
public sealed record CollectedSpan(
    string Source,
    string Name,
    string Trace,
    string Id,
    string Parent,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> LinkedTraces,
    bool IsError
);

/// <summary>A point of a metric as it came last.</summary>
/// <param name="Value">Of a counter or a gauge; of a histogram how many values it has.</param>
/// <param name="Sum">Of a histogram.</param>
public sealed record CollectedPoint(
    string Metric,
    string Unit,
    IReadOnlyDictionary<string, string> Attributes,
    double Value,
    double Sum
);

/// <summary>
/// A collector on loopback that takes spans and metrics by OTLP over HTTP, as any does, and keeps them.
/// </summary>
public sealed class Collector : IAsyncDisposable
{
    /// <summary>A busy machine is slow, and a killed app comes back after its messages do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<byte[]> bodies = new();
    private readonly ConcurrentQueue<CollectedSpan> spans = new();
    private readonly ConcurrentDictionary<string, CollectedPoint> points = new();
    private readonly Task serving;

    /// <summary>Begins to take.</summary>
    public Collector()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/");
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>For <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Address { get; }

    /// <summary>What makes an app send to it, and soon.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        };

    /// <summary>The spans so far.</summary>
    public IReadOnlyList<CollectedSpan> Spans => [.. spans];

    /// <summary>The metrics by now.</summary>
    public IReadOnlyList<CollectedPoint> Points => [.. points.Values];

    /// <summary>Everything that came, as text where it is any.</summary>
    public string Everything => string.Concat(bodies.Select(Encoding.UTF8.GetString));

    /// <summary>Waits for spans of which that holds, and gives them.</summary>
    public async Task<IReadOnlyList<CollectedSpan>> UntilAsync(
        string what,
        Func<IReadOnlyList<CollectedSpan>, bool> holds
    )
    {
        try
        {
            await Poll.UntilAsync(what, () => IsTaking(holds(Spans)), Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} There are:\n{string.Join('\n', Spans.Select(s => s.Name))}");
        }

        return Spans;
    }

    /// <summary>Waits for a counter or histogram to have counted so many under these attributes.</summary>
    public Task UntilCountedAsync(double count, string metric, params (string Name, string Value)[] attributes) =>
        Poll.UntilAsync(
            $"{metric} {string.Join(' ', attributes)} is {count}",
            () => IsTaking(Counted(metric, attributes) >= count),
            Patience
        );

    /// <summary>How many a counter or histogram has counted under these attributes, whatever the others.</summary>
    public double Counted(string metric, params (string Name, string Value)[] attributes) =>
        Points
            .Where(p => p.Metric == metric)
            .Where(p => attributes.All(a => p.Attributes.GetValueOrDefault(a.Name) == a.Value))
            .Sum(p => p.Value);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    /// <summary>The answer, unless what came could not be read: then nothing comes any more.</summary>
    private async Task<bool> IsTaking(bool answer)
    {
        if (serving.IsFaulted)
            await serving;
        return answer;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Take(context.Request.Url!.AbsolutePath, body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Take(string path, byte[] body)
    {
        bodies.Enqueue(body);
        var request = new Wire(body);
        foreach (var scope in request.Messages(1).SelectMany(resource => resource.Messages(2)))
        {
            if (path == "/v1/traces")
                foreach (var span in scope.Messages(2))
                    spans.Enqueue(Span(scope.Messages(1).Single().Text(1), span));
            if (path == "/v1/metrics")
                foreach (var point in scope.Messages(2).SelectMany(PointsOf))
                    points[$"{point.Metric} {string.Join(' ', point.Attributes.OrderBy(a => a.Key))}"] = point;
        }
    }

    private static CollectedSpan Span(string source, Wire span) =>
        new(
            source,
            span.Text(5),
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Attributes(9),
            [.. span.Messages(13).Select(link => link.Hex(1))],
            span.Messages(15).Any(status => status.Number(3) == 2)
        );

    private static IEnumerable<CollectedPoint> PointsOf(Wire metric)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        // 5 a gauge, 7 a sum: a point has a number of one kind or the other.
        foreach (var point in metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)))
            yield return new(name, unit, point.Attributes(7), point.Has(6) ? point.Number(6) : point.Double(4), 0);
        foreach (var point in metric.Messages(9).SelectMany(data => data.Messages(1)))
            yield return new(name, unit, point.Attributes(9), point.Number(4), point.Double(5));
    }
}
