using System.Diagnostics;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The register with the demonstration data, loaded as <c>./run</c> loads it.</summary>
public sealed class DemoRegister : Register
{
    private readonly TemporaryDirectory data = new();

    /// <summary>What the loader said, over its runs.</summary>
    public string Said { get; private set; } = "";

    /// <inheritdoc />
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Directory.CreateDirectory(data.Combine("keys"));
        await File.WriteAllTextAsync(data.Combine("keys", "development-private.pem"), App.Process.Key.PrivatePem);
        await LoadAsync();
    }

    /// <summary>Runs the loader.</summary>
    public async Task LoadAsync()
    {
        var origin = App.Process.Address.GetLeftPart(UriPartial.Authority);
        string[] arguments = [RepositoryRoot.Combine("demo", "load.mjs"), "--base", origin, "--data", data.Combine()];
        using var loader = Process.Start(
            new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = loader.StandardError.ReadToEndAsync();
        Said = await loader.StandardOutput.ReadToEndAsync();
        await loader.WaitForExitAsync();
        if (loader.ExitCode != 0)
            throw new InvalidOperationException($"The demonstration data could not be loaded: {await errors}");
    }
}

/// <summary>The classes that read the demonstration data share one register and change nothing in it.</summary>
[CollectionDefinition(Name)]
public sealed class DemoReaders : ICollectionFixture<DemoRegister>
{
    internal const string Name = "Readers of the demonstration data";
}
