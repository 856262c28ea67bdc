using Microsoft.Extensions.Configuration;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Settings;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Settings;

public sealed class SettingResolverTests
{
    private readonly SettingResolver resolver = new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Sweep:Schedule"] = "0 * * * * *",
                    ["AzureWebJobsStorage"] = "default",
                    ["AzureWebJobsEvents"] = "prefixed",
                    ["Events"] = "plain",
                    ["Other"] = "other",
                    ["ConnectionStrings:Named"] = "named",
                }
            )
            .Build()
    );

    [Theory]
    [InlineData("%Sweep:Schedule%", "0 * * * * *")]
    [InlineData("%Sweep__Schedule%", "0 * * * * *")]
    [InlineData("a-%Other%-b", "a-other-b")]
    [InlineData("plain", "plain")]
    public void A_name_between_percent_signs_becomes_its_setting(string text, string resolved) =>
        Assert.Equal(resolved, resolver.Resolve("F", text));

    [Theory]
    [InlineData(null, "default")]
    [InlineData("Storage", "default")]
    [InlineData("AzureWebJobsStorage", "default")]
    [InlineData("Events", "prefixed")]
    [InlineData("Other", "other")]
    [InlineData("Named", "named")]
    public void A_connection_is_looked_for_with_and_without_the_prefix(string? name, string found) =>
        Assert.Equal(found, resolver.Connection("F", name));

    [Fact]
    public void What_is_not_set_is_told_with_the_function()
    {
        var name = Assert.Throws<FunctionsStartupException>(() => resolver.Resolve("Sweep", "%Nowhere%"));
        var connection = Assert.Throws<FunctionsStartupException>(() => resolver.Connection("Sweep", "Nowhere"));

        Assert.Equal("Function 'Sweep': '%Nowhere%' stands for the setting 'Nowhere', which isn't set.", name.Message);
        Assert.StartsWith(
            "Function 'Sweep' needs the storage connection string of the setting 'Nowhere'",
            connection.Message,
            StringComparison.Ordinal
        );
    }
}
