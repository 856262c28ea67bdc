using System.Reflection;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.LocalRuntime.Worker;
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
            References(typeof(FunctionAttribute)),
            r => r.StartsWith("UkraineSupport", StringComparison.Ordinal)
        );

    [Fact]
    public void The_hosts_differ_in_one_file_and_one_registration()
    {
        var source = Path.Combine(RepositoryRoot.Path, "src", "UkraineSupport.Functions");
        var conditional = Directory
            .GetFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .Where(f => File.ReadLines(f).Any(l => l.StartsWith("#if", StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(source, f))
            .Order();
        Assert.Equal(["Setup.cs", "Usings.cs"], conditional);
    }

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
