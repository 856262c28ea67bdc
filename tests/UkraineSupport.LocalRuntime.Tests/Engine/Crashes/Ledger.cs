using System.Text;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>
/// What happened outside the engine, a line each, in a file that outlives the process: every line is handed to the
/// operating system before the call returns.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _gate = new();

    public Ledger(string path) =>
        _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>All lines in order, as words.</summary>
    public static List<string[]> Read(string path) =>
        File.Exists(path) ? [.. File.ReadAllLines(path).Select(line => line.Split(' '))] : [];

    public void Write(params string[] words)
    {
        lock (_gate)
            _file.Write(Encoding.ASCII.GetBytes(string.Join(' ', words) + "\n"));
    }

    public void Dispose() => _file.Dispose();
}
