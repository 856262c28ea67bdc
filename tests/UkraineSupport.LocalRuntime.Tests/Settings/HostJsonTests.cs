using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Settings;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Settings;

public sealed class HostJsonTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Defaults_are_those_of_the_real_host()
    {
        var host = Load("""{ "version": "2.0" }""");

        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal(new QueueOptions(16, 8, 5, TimeSpan.FromMinutes(1), TimeSpan.Zero, Base64: true), host.Queues);
    }

    [Fact]
    public void The_file_is_read_and_settings_override_it()
    {
        var host = Load(
            """
            {
              "logging": { "logLevel": { "default": "Warning", "Some.Category": "Debug" } },
              "extensions": {
                "http": { "routePrefix": "/v1/" },
                "queues": { "batchSize": 4, "maxPollingInterval": "00:00:02", "visibilityTimeout": "00:00:05", "messageEncoding": "none" }
              }
            }
            """,
            ("AzureFunctionsJobHost:extensions:queues:batchSize", "32")
        );

        Assert.Equal("v1", host.RoutePrefix);
        Assert.Equal([("default", LogLevel.Warning), ("Some.Category", LogLevel.Debug)], host.LogLevels);
        Assert.Equal(
            new QueueOptions(32, 16, 5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), Base64: false),
            host.Queues
        );
    }

    [Theory]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "many")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("visibilityTimeout", "soon")]
    [InlineData("maxPollingInterval", "00:00:00.01")]
    [InlineData("messageEncoding", "rot13")]
    public void A_value_that_cannot_be_used_is_named(string name, string value)
    {
        var host = Load("{}", ("AzureFunctionsJobHost:extensions:queues:" + name, value));

        var refused = Assert.Throws<FunctionsStartupException>(() => host.Queues);
        Assert.Contains("extensions:queues:" + name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_named()
    {
        var refused = Assert.Throws<FunctionsStartupException>(() => Load("{ extensions"));
        Assert.Contains("host.json", refused.Message, StringComparison.Ordinal);
    }

    private HostJson Load(string text, params (string Name, string? Value)[] settings)
    {
        File.WriteAllText(folder.Combine("host.json"), text);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value))
            .Build();
        return HostJson.Load(configuration, folder.Path);
    }
}
