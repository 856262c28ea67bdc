using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.Functions.Http;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Published;

/// <summary>
/// What is deployed (<c>./test</c> publishes it first) is what the local host runs and the tests test.
/// </summary>
public sealed class PublishedAppTests
{
    [Fact]
    public void The_assembly_that_is_tested_is_the_one_that_is_deployed() =>
        Assert.Equal(File.ReadAllBytes(typeof(Api).Assembly.Location), File.ReadAllBytes(PublishedApp.Assembly));

    [Fact]
    public void The_functions_that_the_real_host_is_told_of_are_those_that_the_local_host_finds()
    {
        var told = JsonNode
            .Parse(Read("functions.metadata"))!
            .AsArray()
            .Select(f => $"{f!["name"]} {Describe(f["bindings"]!.AsArray().Select(b => b!).ToList())}");
        var found = FunctionCatalog.From(typeof(Api).Assembly.GetTypes()).All.Select(f => $"{f.Name} {Describe(f)}");
        Assert.Equal(found.Order(), told.Order());
    }

    [Fact]
    public void The_real_host_loads_an_extension_for_each_trigger_that_needs_one()
    {
        var extensions = JsonNode.Parse(Read("extensions.json"))!["extensions"]!
            .AsArray()
            .Select(e => (string?)e!["name"]);
        Assert.Superset(new HashSet<string?> { "AzureStorageQueues", "DurableTask" }, extensions.ToHashSet());
        foreach (var hint in JsonNode.Parse(Read("extensions.json"))!["extensions"]!.AsArray())
            Assert.True(File.Exists(Path.Combine(PublishedApp.Folder, (string)hint!["hintPath"]!)), $"{hint}");
    }

    [Fact]
    public void The_worker_that_the_real_host_starts_is_the_app()
    {
        var description = JsonNode.Parse(Read("worker.config.json"))!["description"]!;
        Assert.Equal(
            ("dotnet-isolated", Path.GetFileName(PublishedApp.Assembly)),
            ((string?)description["language"], (string?)description["defaultWorkerPath"])
        );
    }

    [Fact]
    public void Both_hosts_read_the_same_host_json() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.Combine("host.json")), Read("host.json"));

    [Fact]
    public void Nothing_of_the_local_host_is_deployed_and_what_both_have_is_of_one_version()
    {
        var published = Assemblies(PublishedApp.Folder);
        Assert.DoesNotContain(
            published.Keys,
            name => name.StartsWith("UkraineSupport.Local", StringComparison.Ordinal)
        );
        var local = Assemblies(Path.GetDirectoryName(PublishedApp.LocalHost)!);
        Assert.DoesNotContain("UkraineSupport.Functions", local.Keys);
        Assert.DoesNotContain("UkraineSupport.Domain", local.Keys);
        Assert.All(published.Where(p => local.ContainsKey(p.Key)), p => Assert.Equal(p.Value, local[p.Key]));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(PublishedApp.Folder, file));

    private static Dictionary<string, Version?> Assemblies(string folder) =>
        Directory
            .GetFiles(folder, "*.dll")
            .Select(AssemblyName.GetAssemblyName)
            .ToDictionary(name => name.Name!, name => name.Version);

    private static string Describe(List<JsonNode> bindings)
    {
        var trigger = bindings.Single(b =>
            ((string)b["type"]!).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)
        );
        var methods = trigger["methods"]?.AsArray().Select(m => (string?)m);
        string?[] parts =
        [
            ((string)trigger["type"]!).ToUpperInvariant(),
            (string?)trigger["route"],
            methods is null ? null : string.Join(',', methods),
            (string?)trigger["queueName"],
            (string?)trigger["schedule"],
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    private static string Describe(FunctionDescriptor function) =>
        function.Trigger switch
        {
            HttpTriggerAttribute http => $"HTTPTRIGGER {http.Route} {string.Join(',', http.Methods!)}",
            QueueTriggerAttribute queue => $"QUEUETRIGGER {queue.QueueName}",
            TimerTriggerAttribute timer => $"TIMERTRIGGER {timer.Schedule}",
            OrchestrationTriggerAttribute => "ORCHESTRATIONTRIGGER",
            ActivityTriggerAttribute => "ACTIVITYTRIGGER",
            _ => throw new InvalidOperationException($"{function.Trigger}"),
        };
}
