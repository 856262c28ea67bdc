using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Tests.Architecture;

/// <summary>What the worker tells the Functions host of the app: generated when the app is compiled.</summary>
public sealed class GeneratedMetadataTests
{
    private static readonly Assembly App = typeof(Api).Assembly;
    private static readonly string[] Triggers =
    [
        "httpTrigger",
        "queueTrigger",
        "timerTrigger",
        "orchestrationTrigger",
        "activityTrigger",
    ];

    [Fact]
    public async Task Every_function_is_known_to_the_host_by_a_name_of_its_own()
    {
        // The host takes names that differ in case only for one.
        var names = (await ReadAsync()).Select(f => f.Name!.ToUpperInvariant()).Order().ToList();
        var written =
            from type in App.GetTypes()
            from method in type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            )
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select function.Name.ToUpperInvariant();

        Assert.True(names.Count > 25);
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(written.Order(), names);
    }

    [Fact]
    public async Task Every_function_has_one_trigger_that_both_hosts_know()
    {
        foreach (var function in await ReadAsync())
        {
            var trigger = Assert.Single(
                function.RawBindings!.Select(one =>
                    JsonDocument.Parse(one).RootElement.GetProperty("type").GetString()!
                ),
                type => type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)
            );
            Assert.True(Triggers.Contains(trigger), $"{function.Name}: {trigger}");
        }
    }

    private static async Task<IReadOnlyCollection<IFunctionMetadata>> ReadAsync()
    {
        var generated = Assert.Single(
            App.GetTypes(),
            type => type.IsClass && typeof(IFunctionMetadataProvider).IsAssignableFrom(type)
        );
        var provider = (IFunctionMetadataProvider)Activator.CreateInstance(generated)!;
        return await provider.GetFunctionMetadataAsync(Path.GetDirectoryName(App.Location)!);
    }
}
