using System.Diagnostics;

namespace UkraineSupport.Testing;

/// <summary>The demonstration data, loaded as <c>./run</c> loads it.</summary>
public static class DemoData
{
    /// <summary>Runs the loader against an app; what is there already is not made again.</summary>
    /// <returns>What the loader said.</returns>
    /// <exception cref="InvalidOperationException">It could not be loaded, and why.</exception>
    public static async Task<string> LoadAsync(AppProcess app)
    {
        using var data = new TemporaryDirectory();
        Directory.CreateDirectory(data.Combine("keys"));
        await File.WriteAllTextAsync(data.Combine("keys", "development-private.pem"), app.Key.PrivatePem);
        var origin = app.Address.GetLeftPart(UriPartial.Authority);
        string[] arguments = [RepositoryRoot.Combine("demo", "load.mjs"), "--base", origin, "--data", data.Combine()];
        using var loader = Process.Start(
            new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = loader.StandardError.ReadToEndAsync();
        var said = await loader.StandardOutput.ReadToEndAsync();
        await loader.WaitForExitAsync();
        if (loader.ExitCode != 0)
            throw new InvalidOperationException($"The demonstration data could not be loaded: {await errors}");
        return said;
    }
}
