using Microsoft.Extensions.Configuration;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Settings;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Settings;

public sealed class LocalSettingsFileTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Values_stand_below_the_environment_and_above_other_files()
    {
        const string Name = "LocalRuntimeTest__FromEnvironment";
        Environment.SetEnvironmentVariable(Name, "environment");
        Write(
            """
            {
              // func allows comments
              "IsEncrypted": false,
              "Values": { "LocalRuntimeTest__FromEnvironment": "file", "Deadlines__Review": "00:00:05", "Lower": "file", "Flag": true, "Number": 7 },
              "Host": { "LocalHttpPort": 7080 },
            }
            """
        );
        var builder = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Lower", "lowest")])
            .AddEnvironmentVariables()
            .AddCommandLine(["--Number", "8"]);

        var file = LocalSettingsFile.Find(folder.Combine("nowhere"), folder.Path);
        file.AddTo(builder);
        var settings = builder.Build();
        Environment.SetEnvironmentVariable(Name, null);

        Assert.Equal("environment", settings["LocalRuntimeTest:FromEnvironment"]);
        Assert.Equal("00:00:05", settings["Deadlines:Review"]);
        Assert.Equal("file", settings["Lower"]);
        Assert.Equal("True", settings["Flag"]);
        Assert.Equal("8", settings["Number"]);
        Assert.Equal(7080, file.Port);
    }

    [Fact]
    public void Without_the_file_there_are_no_values()
    {
        var file = LocalSettingsFile.Find(folder.Path);

        Assert.Empty(file.Values);
        Assert.Null(file.Port);
    }

    [Theory]
    [InlineData("{ \"Values\": ", "is not the JSON that it should be")]
    [InlineData("[]", "is not the JSON that it should be")]
    [InlineData("{ \"Values\": { \"A\": {} } }", "Values.A must be one value")]
    [InlineData("{ \"IsEncrypted\": true }", "is encrypted")]
    public void A_file_that_cannot_be_used_is_named(string text, string reason)
    {
        Write(text);

        var refused = Assert.Throws<FunctionsStartupException>(() => LocalSettingsFile.Find(folder.Path));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
    }

    private void Write(string text) => File.WriteAllText(folder.Combine("local.settings.json"), text);
}
