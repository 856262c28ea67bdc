using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Tests.Durable;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>The process that is killed: an engine under a mixed load, until its end or the test's.</summary>
internal static class ChildProgram
{
    public const string Argument = "--engine-child";
    public const string HostArgument = "--host-child";
    public const string Ready = "ready";

    /// <param name="args">What to be, connection string, task hub, and for an engine the ledger and the moment of its
    /// death.</param>
    public static Task<int> RunAsync(string[] args) =>
        args[0] == Argument ? RunEngineAsync(args[1..]) : RunHostAsync(args[1], args[2]);

    private static async Task<int> RunEngineAsync(string[] args)
    {
        var before = Ledger.Read(args[2]);
        using var ledger = new Ledger(args[2]);
        await using var engine = Engine(
            args[0],
            args[1],
            ledger,
            args is [_, _, _, var death] ? new KillingTransport(Death.Parse(death)) : null
        );
        await engine.StartAsync(CancellationToken.None);
        Console.WriteLine(Ready);
        // Ends with the test's process too, which holds the other end of the input.
        var driving = new Driver(engine.Client, ledger, before).RunForeverAsync();
        await await Task.WhenAny(driving, (Task)InputEndsAsync());
        return 1;
    }

    /// <summary>As an app's Program.cs does; the exit code is what the host leaves.</summary>
    private static async Task<int> RunHostAsync(string connection, string hub)
    {
        var builder = FunctionsApplication
            .CreateBuilder(["--port", "0"])
            .With(("AzureWebJobsStorage", connection), ("Hub", hub));
        builder.FunctionTypes = [typeof(DurableFunctionTests.Orchestrations)];
        builder.Logging.ClearProviders();
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Ready);
        _ = EndWithInputAsync(host);
        await host.WaitForShutdownAsync();
        return Environment.ExitCode;
    }

    private static async Task EndWithInputAsync(IHost host)
    {
        await InputEndsAsync();
        await host.StopAsync();
    }

    /// <summary>On a thread of its own: the console's input has no asynchronous reads.</summary>
    private static Task<string> InputEndsAsync() => Task.Run(Console.In.ReadToEnd);

    /// <summary>Archives and trims often, so that kills meet these as well.</summary>
    public static DurableEngine Engine(
        string connection,
        string hub,
        Ledger ledger,
        Azure.Core.Pipeline.HttpPipelineTransport? transport = null
    )
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
