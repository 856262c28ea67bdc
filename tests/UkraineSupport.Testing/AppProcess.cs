using System.Globalization;

namespace UkraineSupport.Testing;

/// <summary>
/// The published app on the local host as a process of its own, with a port, a signing key and a log of its own.
/// </summary>
public sealed class AppProcess : IAsyncDisposable
{
    private const string Provider = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Dictionary<string, string> environment;
    private readonly int port = FreePort.Next();
    private ChildProcess? process;

    private AppProcess(string storage, IReadOnlyDictionary<string, string> settings)
    {
        environment = new Dictionary<string, string>(settings)
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureWebJobsStorage"] = storage,
            // As ./run sets them: one machine needs one partition, looked at often, and is back soon after a kill.
            [Provider + "partitionCount"] = "1",
            [Provider + "maxQueuePollingInterval"] = "00:00:00.200",
            [Provider + "controlQueueVisibilityTimeout"] = "00:00:10",
            [Provider + "workItemQueueVisibilityTimeout"] = "00:00:10",
        };
        if (!settings.ContainsKey("Access__Authority"))
            AddKeys();
        // All callers of tests are on this machine.
        environment.TryAdd("Limits__ExemptLoopback", "true");
    }

    /// <summary>Signs the tokens that this app accepts.</summary>
    public DevelopmentKey Key { get; } = new();

    /// <summary>Where the API begins, with the slash at the end.</summary>
    public Uri Address => new($"http://127.0.0.1:{port}/api/");

    /// <summary>What the app wrote, over all its starts.</summary>
    public string LogFile => directory.Combine("app.log");

    /// <summary>Starts the app on an Azurite and waits until it is ready.</summary>
    /// <param name="azurite">Its storage.</param>
    /// <param name="settings">More settings, such as <c>Deadlines__Review</c>; none unless given.</param>
    public static async Task<AppProcess> StartAsync(
        AzuriteProcess azurite,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var app = new AppProcess(azurite.ConnectionString, settings ?? new Dictionary<string, string>());
        try
        {
            await app.StartAgainAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: whatever it was doing is cut off.</summary>
    public Task KillAsync() => EndAsync(running => running.KillAsync());

    /// <summary>SIGTERM: it may finish what it has begun.</summary>
    public Task TerminateAsync() => EndAsync(running => running.TerminateAsync());

    /// <summary>Starts it on the same port, key and storage, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        string[] arguments =
        [
            PublishedApp.LocalHost,
            PublishedApp.Assembly,
            "--port",
            port.ToString(CultureInfo.InvariantCulture),
        ];
        process = ChildProcess.Start("dotnet", arguments, LogFile, environment);
        await Poll.UntilAsync("the app is ready", IsReadyAsync, StartLimit);
    }

    /// <summary>SIGKILL, then a start.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAgainAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        probe.Dispose();
        Key.Dispose();
        directory.Dispose();
    }

    private void AddKeys()
    {
        environment["Access__DevelopmentKeyFile"] = directory.Combine("public.pem");
        environment["Access__DevelopmentSigningKeyFile"] = directory.Combine("private.pem");
        File.WriteAllText(environment["Access__DevelopmentKeyFile"], Key.PublicPem);
        File.WriteAllText(environment["Access__DevelopmentSigningKeyFile"], Key.PrivatePem);
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process!.HasExited)
            throw new InvalidOperationException(
                $"The app ended instead of getting ready:\n{await File.ReadAllTextAsync(LogFile)}"
            );
        try
        {
            // An authority of a test's own is started when the app's address is known, and it is not ready without one.
            var asked = environment.ContainsKey("Access__Authority") ? "health" : "ready";
            using var answer = await probe.GetAsync(new Uri(Address, asked));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task EndAsync(Func<ChildProcess, Task> end)
    {
        if (process is null)
            return;
        await end(process);
        await process.DisposeAsync();
        process = null;
    }
}
