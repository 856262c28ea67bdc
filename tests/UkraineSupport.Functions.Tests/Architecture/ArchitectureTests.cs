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
            Lines("src/UkraineSupport.Functions"),
            line => line.Text.StartsWith("#if", StringComparison.Ordinal)
        );

    [Fact]
    public void Types_of_Microsoft_come_from_its_packages_only() =>
        Assert.DoesNotContain(
            Lines("src", "tests"),
            line =>
                line.Text.StartsWith("namespace Microsoft.", StringComparison.Ordinal)
                || line.Text.StartsWith("namespace Microsoft;", StringComparison.Ordinal)
        );

    /// <summary>What is written in these folders, without what compilers put there.</summary>
    private static IEnumerable<(string File, string Text)> Lines(params string[] folders) =>
        from folder in folders
        from file in Directory.GetFiles(RepositoryRoot.Combine(folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(RepositoryRoot.Path, file)
        where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
        from line in File.ReadLines(file)
        select (path, line.TrimStart());

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(r => r.Name!);
}
