using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace UkraineSupport.Testing;

/// <summary>The pinned Azurite as a process of its own, on free ports, with its data in a temporary folder.</summary>
/// <remarks>
/// Azurite writes its tables down every few seconds and when it is asked to end: a kill would lose what was
/// acknowledged in between, which no real storage does. So it is only ever ended by SIGTERM. Not in memory: there it
/// keeps an extent for every message, and answers nobody for the 10 to 20 seconds that it takes to remove some
/// thousands of them, once a minute.
/// </remarks>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // Not a secret: the emulator's documented key, the same on every machine.
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly string[] Services = ["blob", "queue", "table"];

    private readonly TemporaryDirectory directory = new();
    private readonly bool apart;
    private IReadOnlyList<int> ports = [];
    private List<ChildProcess> processes = [];

    private AzuriteProcess(bool apart) => this.apart = apart;

    /// <summary>For <c>AzureWebJobsStorage</c> and the storage clients.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";

    /// <summary>What Azurite wrote.</summary>
    public string LogFile => Log(0);

    /// <summary>Starts an empty Azurite and waits until it answers.</summary>
    /// <param name="apart">Whether each of its three services is a process of its own, and the tables stand in memory
    /// alone: no pauses while they are written down, and nothing of them after it has ended. For benchmarks.</param>
    public static async Task<AzuriteProcess> StartAsync(bool apart = false)
    {
        var azurite = new AzuriteProcess(apart);
        try
        {
            await azurite.FirstStartAsync();
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to write everything down and end, and waits for it.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(processes.Select(process => process.TerminateAsync()));
        await EndAsync();
    }

    /// <summary>Starts it on the same ports and data as before.</summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task StartAgainAsync()
    {
        if (processes.Count > 0)
            throw new InvalidOperationException("Only a stopped Azurite can be started again.");
        await LaunchAsync();
    }

    /// <summary>Lets it take connections and answer nobody, until <see cref="GoOn"/>.</summary>
    public void StandStill() => processes.ForEach(process => process.StandStill());

    /// <summary>Lets it answer again.</summary>
    public void GoOn() => processes.ForEach(process => process.GoOn());

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        directory.Dispose();
    }

    /// <summary>Another process may take a port between its choice and its use: then others are chosen.</summary>
    private async Task FirstStartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            ports = FreePort.Next(3);
            try
            {
                await LaunchAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                await EndAsync();
            }
        }
    }

    private async Task LaunchAsync()
    {
        var folder = RepositoryRoot.Combine("node_modules", "azurite", "dist", "src");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"Azurite is not installed: run `npm ci` in the repository's root ({folder})."
            );
        processes = [.. Commands(folder).Select((arguments, n) => ChildProcess.Start("node", arguments, Log(n)))];
        await Poll.UntilAsync(
            "Azurite answers on its ports",
            async () =>
            {
                if (processes.Exists(process => process.HasExited))
                    throw new InvalidOperationException(
                        $"Azurite ended at once: {await File.ReadAllTextAsync(LogFile)}"
                    );
                return (await Task.WhenAll(ports.Select(AnswersAsync))).All(answers => answers);
            },
            TimeSpan.FromSeconds(60)
        );
    }

    private string Log(int process) => directory.Combine($"azurite-{process}.log");

    private IEnumerable<IEnumerable<string>> Commands(string folder)
    {
        string[] common = ["--disableTelemetry", "--skipApiVersionCheck", "--silent"];
        string[] Data(string name) => ["--location", directory.Combine(name)];
        var where = Services.Zip(ports, (name, port) => (name, port: port.ToString(CultureInfo.InvariantCulture)));
        if (!apart)
            return
            [
                [
                    Path.Combine(folder, "azurite.js"),
                    .. where.SelectMany(s => Port(s.name, s.port)),
                    .. Data("data"),
                    .. common,
                ],
            ];
        return where.Select(s =>
            (IEnumerable<string>)
                [
                    Path.Combine(folder, s.name, "main.js"),
                    .. Port(s.name, s.port),
                    .. s.name == "table" ? ["--inMemoryPersistence"] : Data(s.name),
                    .. common,
                ]
        );

        static string[] Port(string name, string port) => [$"--{name}Port", port];
    }

    private async Task EndAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        processes = [];
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
