using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UkraineSupport.Testing;

/// <summary>A process that a test starts and ends, with what it wrote kept in a file.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly Task copying;

    private ChildProcess(Process process, StreamWriter log)
    {
        this.process = process;
        this.log = log;
        copying = Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
        AppDomain.CurrentDomain.ProcessExit += KillWithParent;
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static ChildProcess Start(
        string file,
        IEnumerable<string> arguments,
        string logFile,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(logFile)!,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        return new ChildProcess(Process.Start(start)!, log);
    }

    /// <summary>Asks it to end and waits; a process that does not listen is killed and reported.</summary>
    public async Task TerminateAsync()
    {
        if (!process.HasExited)
            _ = Kill(process.Id, SigTerm);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new TimeoutException($"Process {Id} did not end within {Patience.TotalSeconds} s of SIGTERM.");
        }
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it is there, and does nothing until <see cref="GoOn"/>.</summary>
    public void StandStill() => _ = Kill(process.Id, SigStop);

    /// <summary>SIGCONT: ends what <see cref="StandStill"/> began.</summary>
    public void GoOn() => _ = Kill(process.Id, SigCont);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillWithParent;
        if (!process.HasExited)
            await KillAsync();
        await copying;
        await log.DisposeAsync();
        process.Dispose();
    }

    private void KillWithParent(object? sender, EventArgs e)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private async Task CopyAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (log)
                log.WriteLine(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int pid, int signal);
}
