using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Architecture;

/// <summary>Promises of the architecture; each was broken once to see its test fail.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_domain_knows_no_azure_and_no_host() =>
        Assert.DoesNotContain(
            References(typeof(Pledge)),
            r =>
                r.StartsWith("Azure", StringComparison.Ordinal)
                || r.StartsWith("Microsoft", StringComparison.Ordinal)
                || r.StartsWith("UkraineSupport", StringComparison.Ordinal)
        );

    [Fact]
    public void The_local_runtime_knows_nothing_of_ukraine() =>
        Assert.DoesNotContain(
            References(typeof(LocalHost)),
            r => r.StartsWith("UkraineSupport", StringComparison.Ordinal)
        );

    [Fact]
    public void The_app_knows_nothing_of_the_local_runtime() =>
        Assert.DoesNotContain("UkraineSupport.LocalRuntime", References(typeof(Api)));

    [Fact]
    public void The_app_is_built_once_whatever_hosts_it() =>
        Assert.DoesNotContain(
            Directory
                .GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Split(Path.DirectorySeparatorChar).Contains("obj"))
                .SelectMany(File.ReadLines),
            line =>
                line.StartsWith("#if", StringComparison.Ordinal)
                || line.StartsWith("namespace Microsoft", StringComparison.Ordinal)
        );

    [Fact]
    public void Every_function_has_a_name_of_its_own()
    {
        var names = typeof(Api)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Select(m => m.GetCustomAttribute<FunctionAttribute>()?.Name)
            .OfType<string>()
            .ToList();
        Assert.True(names.Count > 25);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(r => r.Name!);
}
