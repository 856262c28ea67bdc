using UkraineSupport.Testing.Client;

namespace UkraineSupport.Testing;

/// <summary>The app on an Azurite of its own, with clients that speak as its roles.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly CancellationTokenSource dashboards = new();
    private readonly Task consuming;

    private TestApp(AzuriteProcess azurite, AppProcess process)
    {
        (Azurite, Process) = (azurite, process);
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = process.Address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        Events = new SupportEvents(azurite.ConnectionString);
        consuming = Events.ConsumeAsync(dashboards.Token);
    }

    /// <summary>Its storage.</summary>
    public AzuriteProcess Azurite { get; }

    /// <summary>Its process.</summary>
    public AppProcess Process { get; }

    /// <summary>Nobody: a client without a token.</summary>
    public ApiClient Anonymous => new(http, token: null);

    /// <summary>Who coordinates, of a party that pledges nothing (four eyes).</summary>
    public ApiClient Coordinator => CreateClient("coordinator", "NATO");

    /// <summary>The recipient.</summary>
    public ApiClient Ukraine => CreateClient("recipient", "UKR");

    /// <summary>Starts both.</summary>
    /// <param name="settings">More settings of the app; none unless given.</param>
    public static async Task<TestApp> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var azurite = await AzuriteProcess.StartAsync();
        try
        {
            return new TestApp(azurite, await AppProcess.StartAsync(azurite, settings));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>A donor nation.</summary>
    public ApiClient Donor(string nation) => CreateClient("donor", nation);

    /// <summary>A client that speaks as this role, for this party.</summary>
    public ApiClient CreateClient(string role, string? party = null) => WithToken(Process.Key.Mint(role, party));

    /// <summary>A client with a token of the test's own making.</summary>
    public ApiClient WithToken(string token) => new(http, token);

    /// <summary>
    /// What the dashboards get. They take it at once: a queue that nobody reads makes the emulator slower with every
    /// message.
    /// </summary>
    public SupportEvents Events { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await dashboards.CancelAsync();
        await consuming;
        Events.Dispose();
        dashboards.Dispose();
        await Process.DisposeAsync();
        await Azurite.DisposeAsync();
    }
}
