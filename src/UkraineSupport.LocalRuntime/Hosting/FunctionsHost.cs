using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Http;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// The running app. It only adds to the web application that a start which can't succeed says so in a sentence.
/// </summary>
internal sealed class FunctionsHost(WebApplication app, HostArguments arguments, HostAddress address)
    : IHost,
        IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        StartupFailure.GuardAsync(
            arguments,
            async () =>
            {
                address.EnsureFree();
                await app.StartAsync(cancellationToken);
            }
        );

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public void Dispose() => ((IDisposable)app).Dispose();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
