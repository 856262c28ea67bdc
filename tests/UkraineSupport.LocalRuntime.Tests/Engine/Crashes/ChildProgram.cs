using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.LocalRuntime.Engine;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>The process that is killed: an engine under a mixed load, until its end or the test's.</summary>
internal static class ChildProgram
{
    public const string Argument = "--engine-child";
    public const string Ready = "ready";

    /// <param name="args">Connection string, task hub, ledger.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var before = Ledger.Read(args[2]);
        using var ledger = new Ledger(args[2]);
        await using var engine = Engine(args[0], args[1], ledger);
        await engine.StartAsync(CancellationToken.None);
        Console.WriteLine(Ready);
        var driving = new Driver(engine.Client, ledger, before).RunAsync(more: 1);
        // Ends with the test's process too, which holds the other end of the input.
        await Console.In.ReadToEndAsync();
        await driving;
        return 0;
    }

    /// <summary>Archives and trims often, so that kills meet these as well.</summary>
    public static DurableEngine Engine(string connection, string hub, Ledger ledger, Azure.Core.Pipeline.HttpPipelineTransport? transport = null)
    {
        var options = new DurableEngineOptions
        {
            ConnectionString = connection,
            TaskHub = hub,
            Archive = new(TimeSpan.FromMilliseconds(40), 20, 100_000, 3),
            Transport = transport,
        };
        var engine = new DurableEngine(options, TimeProvider.System, NullLoggerFactory.Instance);
        MixedLoad.Register(engine, ledger);
        return engine;
    }
}
