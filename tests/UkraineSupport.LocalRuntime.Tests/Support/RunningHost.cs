using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Worker;
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

    public static FunctionsApplicationBuilder Builder(params Type[] functions)
    {
        var builder = FunctionsApplication.CreateBuilder([
            "--functions-assembly",
            "UkraineSupport.LocalRuntime.Tests",
            "--port",
            "0",
        ]);
        builder.FunctionTypes = functions;
        builder.ConfigureFunctionsWebApplication();
        return builder;
    }

    public static Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(Builder(functions));

    public static async Task<RunningHost> StartAsync(FunctionsApplicationBuilder builder)
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

/// <summary>Settings of one test, above all others.</summary>
internal static class TestSettings
{
    public static FunctionsApplicationBuilder With(
        this FunctionsApplicationBuilder builder,
        params (string Name, string? Value)[] settings
    )
    {
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value));
        return builder;
    }
}
