using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Support;

/// <summary>Functions of a few classes, run by the real host on a free port.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost host;

    private RunningHost(IHost host, ListLogger log)
    {
        this.host = host;
        Log = log;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address(host) };
    }

    public HttpClient Client { get; }

    public ListLogger Log { get; }

    public IServiceProvider Services => host.Services;

    public static TestBuilder Builder(params Type[] functions) => new(functions, "--port", "0");

    public static Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(Builder(functions));

    public static async Task<RunningHost> StartAsync(TestBuilder builder)
    {
        var log = new ListLogger();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(log);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new RunningHost(host, log);
    }

    public Task StopAsync() => host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static Uri Address(IHost host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}

/// <summary>A host of a few classes, with the host.json of this project.</summary>
internal sealed class TestBuilder(Type[] functions, params string[] args)
{
    private readonly FunctionsHostBuilder builder = new(args, AppContext.BaseDirectory);

    public IServiceCollection Services => builder.Web.Services;

    public ILoggingBuilder Logging => builder.Web.Logging;

    /// <summary>Settings of one test, above all others.</summary>
    public TestBuilder With(params (string Name, string? Value)[] settings)
    {
        builder.Web.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value));
        return this;
    }

    public WebApplication Build() => builder.Build(FunctionCatalog.From(functions));
}
