using System.Diagnostics;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>
/// This test program as another process: an engine, or a host with one. It ends when the test's process does.
/// </summary>
internal sealed class ChildEngine : IAsyncDisposable
{
    private readonly Process _process;

    public ChildEngine(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Much of a short life is compilation; this makes it shorter.
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    /// <summary>Waits until the engine has recovered.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        var said = await _process.StandardOutput.ReadLineAsync(cancellation);
        if (said != ChildProgram.Ready)
            Assert.Fail(
                $"The process said '{said}', then: {await _process.StandardError.ReadToEndAsync(cancellation)}"
            );
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    public async Task<(int Code, string Error)> EndAsync(CancellationToken cancellation)
    {
        var (output, error) = (
            _process.StandardOutput.ReadToEndAsync(cancellation),
            await _process.StandardError.ReadToEndAsync(cancellation)
        );
        await output;
        await _process.WaitForExitAsync(cancellation);
        return (_process.ExitCode, error);
    }

    /// <summary>SIGKILL, unless it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
