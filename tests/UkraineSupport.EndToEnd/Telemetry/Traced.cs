using UkraineSupport.EndToEnd.Deadlines;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Bus;
using UkraineSupport.Testing.Telemetry;
using Xunit;

namespace UkraineSupport.EndToEnd.Telemetry;

/// <summary>
/// An app that sends its telemetry to a collector and its events to a topic; deadlines are over soon.
/// </summary>
public sealed class Traced : IAsyncLifetime
{
    public Collector Collector { get; } = new();

    public AmqpTopic Topic { get; } = AmqpTopic.Start();

    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        App = await TestApp.StartAsync(
            new Dictionary<string, string>(ShortDeadlines.Settings.Concat(Collector.Settings))
            {
                ["ServiceBus__ConnectionString"] = Topic.ConnectionString,
                ["ServiceBus__Levels__0"] = "public",
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
        await Topic.DisposeAsync();
        await Collector.DisposeAsync();
    }
}

/// <summary>Classes that mind only what they stored themselves share one, one after the other.</summary>
[CollectionDefinition(nameof(OneTraced))]
public sealed class OneTraced : ICollectionFixture<Traced>;
