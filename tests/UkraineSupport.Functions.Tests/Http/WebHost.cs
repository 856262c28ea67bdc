using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Http;
using UkraineSupport.LocalRuntime.Http;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>
/// The app's HTTP functions in the local host's web server, without queues, orchestrations and storage: for what stands
/// between callers and functions.
/// </summary>
internal sealed class WebHost : IAsyncDisposable
{
    // Nothing listens there: what asks storage fails.
    private const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm9uZQ==;"
        + "BlobEndpoint=http://127.0.0.1:9/devstoreaccount1;QueueEndpoint=http://127.0.0.1:9/devstoreaccount1;"
        + "TableEndpoint=http://127.0.0.1:9/devstoreaccount1;";

    private readonly TemporaryDirectory _directory = new();
    private readonly DevelopmentKey _key = new();
    private readonly WebApplication _app;

    private WebHost((string Setting, string Value)[] settings, Func<Task>? keep, ILoggerProvider? log)
    {
        File.WriteAllText(_directory.Combine("public.pem"), _key.PublicPem);
        File.WriteAllText(_directory.Combine(SigningKey), _key.PrivatePem);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.Configuration.AddInMemoryCollection([
            new("AzureWebJobsStorage", Nowhere),
            new("Access:DevelopmentKeyFile", _directory.Combine("public.pem")),
        ]);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create(s.Setting.Replace("__", ":"), (string?)ValueOf(s.Value)))
        );
        builder.Services.AddUkraineSupport(builder.Configuration);
        builder.Services.AddSingleton(p => new SafeStorage(
            () => Task.CompletedTask,
            keep ?? (() => Task.CompletedTask),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<SafeStorage>>()
        ));
        HttpHosting.Configure(builder, new HostAddress(new IPEndPoint(IPAddress.Loopback, 0)));
        _app = builder.Build();
        HttpHosting.Map(
            _app,
            [
                .. FunctionCatalog
                    .From(typeof(Api).Assembly.GetTypes())
                    .TriggeredBy<HttpTriggerAttribute>()
                    .Select(f => HttpFunction.From(f.Function, f.Trigger, "api")),
            ]
        );
    }

    /// <summary>As a setting's value: where the private half of the development key is.</summary>
    public const string SigningKey = "private.pem";

    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <param name="settings">Such as <c>Limits__CallerBurst</c>.</param>
    public static Task<WebHost> StartAsync(params (string Setting, string Value)[] settings) =>
        StartAsync(null, settings);

    /// <param name="keep">Tries in place of the real one whether storage keeps what is written.</param>
    /// <param name="settings">Such as <c>Limits__CallerBurst</c>.</param>
    public static Task<WebHost> StartAsync(Func<Task>? keep, params (string Setting, string Value)[] settings) =>
        StartAsync(keep, null, settings);

    /// <param name="keep">Tries in place of the real one whether storage keeps what is written.</param>
    /// <param name="log">Where the host logs.</param>
    /// <param name="settings">Such as <c>Limits__CallerBurst</c>.</param>
    public static async Task<WebHost> StartAsync(
        Func<Task>? keep,
        ILoggerProvider? log,
        params (string Setting, string Value)[] settings
    )
    {
        var host = new WebHost(settings, keep, log);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        var server = host._app.Services.GetRequiredService<IServer>();
        host.Client.BaseAddress = new(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/");
        return host;
    }

    public string Token(string role, string? party) => _key.Mint(role, party);

    /// <summary>Sends a request with these headers; the answer's headers are what is looked at.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    private string ValueOf(string value) => value == SigningKey ? _directory.Combine(SigningKey) : value;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _key.Dispose();
        _directory.Dispose();
    }
}
