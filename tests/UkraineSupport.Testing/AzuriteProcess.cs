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

    private readonly TemporaryDirectory directory = new();
    private IReadOnlyList<int> ports = [];
    private ChildProcess? process;

    private AzuriteProcess() { }

    /// <summary>For <c>AzureWebJobsStorage</c> and the storage clients.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";

    /// <summary>What Azurite wrote.</summary>
    public string LogFile => directory.Combine("azurite.log");

    /// <summary>Starts an empty Azurite and waits until it answers.</summary>
    public static async Task<AzuriteProcess> StartAsync()
    {
        var azurite = new AzuriteProcess();
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
        if (process is null)
            return;
        await process.TerminateAsync();
        await process.DisposeAsync();
        process = null;
    }

    /// <summary>Starts it on the same ports and data as before.</summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task StartAgainAsync()
    {
        if (process is not null)
            throw new InvalidOperationException("Only a stopped Azurite can be started again.");
        await LaunchAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
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
                await process!.DisposeAsync();
            }
        }
    }

    private async Task LaunchAsync()
    {
        var script = RepositoryRoot.Combine("node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new FileNotFoundException("Azurite is not installed: run `npm ci` in the repository's root.", script);
        process = ChildProcess.Start("node", [script, .. Arguments()], LogFile);
        await Poll.UntilAsync(
            "Azurite answers on its ports",
            async () =>
            {
                if (process.HasExited)
                    throw new InvalidOperationException(
                        $"Azurite ended at once: {await File.ReadAllTextAsync(LogFile)}"
                    );
                return (await Task.WhenAll(ports.Select(AnswersAsync))).All(answers => answers);
            },
            TimeSpan.FromSeconds(60)
        );
    }

    private IEnumerable<string> Arguments()
    {
        string[] names = ["--blobPort", "--queuePort", "--tablePort"];
        var where = names.Zip(ports, (name, port) => new[] { name, port.ToString(CultureInfo.InvariantCulture) });
        string[] data = ["--location", directory.Combine("data")];
        return [.. where.SelectMany(pair => pair), .. data, "--disableTelemetry", "--skipApiVersionCheck", "--silent"];
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
