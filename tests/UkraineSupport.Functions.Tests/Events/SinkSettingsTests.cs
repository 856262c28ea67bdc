using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>Which settings give which sinks, and what a mistake in them says at the start.</summary>
public sealed class SinkSettingsTests
{
    private const string Connection =
        "Endpoint=sb://support.servicebus.windows.net;SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0";

    [Fact]
    public Task Without_a_bus_events_go_to_the_queue_only() => GivesAsync([], "Queue");

    [Fact]
    public Task An_empty_setting_is_none() => GivesAsync([("Namespace", ""), ("ConnectionString", "")], "Queue");

    [Fact]
    public Task A_namespace_adds_the_bus() =>
        GivesAsync([("Namespace", "support.servicebus.windows.net")], "Queue", "Bus");

    [Fact]
    public Task A_connection_string_adds_the_bus() => GivesAsync([("ConnectionString", Connection)], "Queue", "Bus");

    [Fact]
    public Task The_topic_may_have_another_name() =>
        GivesAsync([("ConnectionString", $"{Connection};EntityPath=other"), ("Topic", "other")], "Queue", "Bus");

    [Fact]
    public void Both_are_a_mistake() =>
        Assert.Equal(
            "Set ServiceBus__Namespace (managed identity) or ServiceBus__ConnectionString, not both.",
            Mistake(("Namespace", "support.servicebus.windows.net"), ("ConnectionString", Connection))
        );

    [Theory]
    [InlineData("ConnectionString", "nonsense")]
    [InlineData("ConnectionString", "Endpoint=sb://support.servicebus.windows.net")]
    [InlineData("ConnectionString", $"{Connection};EntityPath=another")]
    [InlineData("Namespace", "not a name")]
    public void What_cannot_be_is_told_by_the_setting_s_name_and_without_the_key(string setting, string value)
    {
        var mistake = Mistake((setting, value));
        Assert.StartsWith($"ServiceBus__{setting} or ServiceBus__Topic is wrong: ", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_level_adds_a_topic() =>
        GivesAsync(
            [("ConnectionString", Connection), ("Levels:0", "public"), ("Levels:1", "coalition")],
            "Queue",
            "Bus",
            "Bus_public",
            "Bus_coalition"
        );

    [Theory]
    [InlineData("all")]
    [InlineData("restricted")]
    [InlineData("public")]
    public void A_level_is_one_below_the_topic_s_own_and_there_once(string second) =>
        Assert.Equal(
            $"ServiceBus__Levels__1 is '{second}': it is public or coalition, each once; the topic itself has everything.",
            Mistake(("ConnectionString", Connection), ("Levels:0", "public"), ("Levels:1", second))
        );

    private static string Mistake(params (string Setting, string Value)[] settings) =>
        Assert.Throws<InvalidOperationException>(() => Services(settings)).Message;

    private static async Task GivesAsync((string Setting, string Value)[] settings, params string[] sinks)
    {
        await using var services = Services(settings).BuildServiceProvider();
        Assert.Equal(sinks, services.GetServices<ISink>().Select(s => s.Name).Where(n => n != "Queue_page"));
    }

    private static IServiceCollection Services((string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
                new("Access:Authority", "https://issuer.example"),
                .. settings.Select(s => KeyValuePair.Create($"ServiceBus:{s.Setting}", (string?)s.Value)),
            ])
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddUkraineSupport(configuration);
    }
}
