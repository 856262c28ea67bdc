using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Engine.Archive;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Support;

/// <summary>
/// A task hub of one test: functions are registered once, and every engine that is started on the hub has them, so that
/// a test can stop or kill one and go on with the next. Nothing is archived or trimmed unless the test asks for it.
/// </summary>
internal sealed class TestHub(string connection) : IAsyncDisposable
{
    private static readonly ArchiveLimits OnDemand = new(TimeSpan.FromHours(1), 200, 0, 0);
    private readonly List<Action<DurableEngine>> _functions = [];
    private readonly LoggerFactory _loggers = new();

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Name { get; } = "h" + Guid.NewGuid().ToString("N")[..20];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Whether orchestrations live on <see cref="Clock"/>, which stands until the test moves it.</summary>
    public bool StandingClock { get; init; }

    public ListLogger Log { get; } = new();

    /// <summary>Code kept between turns; 0 makes every turn replay the history.</summary>
    public int MaxLiveInstances { get; init; } = 1000;

    public string DefaultVersion { get; set; } = "";

    public Azure.Core.Pipeline.HttpPipelineTransport? Transport { get; init; }

    public DurableEngine Engine { get; private set; } = null!;

    public DurableTaskClient Client => Engine.Client;

    public TestHub Orchestrator<TInput, TOutput>(
        string name,
        Func<TaskOrchestrationContext, TInput, Task<TOutput>> code
    )
    {
        _functions.Add(e => e.AddOrchestrator(name, async context => await code(context, context.GetInput<TInput>()!)));
        return this;
    }

    public TestHub Orchestrator<TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput>> code)
    {
        _functions.Add(e => e.AddOrchestrator(name, async context => await code(context)));
        return this;
    }

    public TestHub Orchestrator(string name, Func<TaskOrchestrationContext, Task> code) =>
        Orchestrator<object?>(
            name,
            async context =>
            {
                await code(context);
                return null;
            }
        );

    public TestHub Activity<TInput, TOutput>(string name, Func<ActivityInvocation, TInput, Task<TOutput>> code)
    {
        _functions.Add(e => e.AddActivity(name, typeof(TInput), async call => await code(call, (TInput)call.Input!)));
        return this;
    }

    public TestHub Activity<TInput, TOutput>(string name, Func<TInput, TOutput> code) =>
        Activity<TInput, TOutput>(name, (_, input) => Task.FromResult(code(input)));

    /// <summary>Other code under the same names from the next start on.</summary>
    public TestHub ForgetCode()
    {
        _functions.Clear();
        return this;
    }

    public async Task<TestHub> StartAsync()
    {
        Engine = NewEngine();
        await Engine.StartAsync(Stop);
        return this;
    }

    /// <summary>A further engine on the same hub, not started.</summary>
    public DurableEngine NewEngine()
    {
        _loggers.AddProvider(Log);
        var options = new DurableEngineOptions
        {
            ConnectionString = connection,
            TaskHub = Name,
            MaxLiveInstances = MaxLiveInstances,
            DefaultVersion = DefaultVersion,
            Archive = OnDemand,
            Transport = Transport,
        };
        var engine = new DurableEngine(options, StandingClock ? Clock : TimeProvider.System, _loggers);
        _functions.ForEach(add => add(engine));
        return engine;
    }

    /// <summary>Ends as if the process were killed, and starts again.</summary>
    public async Task KillAndStartAsync()
    {
        await Engine.KillAsync();
        await StartAsync();
    }

    /// <summary>What the instance waits for at the moment, external events apart.</summary>
    public IReadOnlyList<Step> Steps(string id) => Engine.Under(s => s.Find(id)?.Outstanding.Values.ToList()) ?? [];

    /// <summary>Writes the log on into its next segment, so that there is one to trim.</summary>
    public async Task FillSegmentAsync()
    {
        for (var (first, i) = (Engine.Log.Next.Segment, 0); Engine.Log.Next.Segment == first; i++)
            await Client.RaiseEventAsync("nobody", "filler", i, Stop);
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Stop);

    public Task<OrchestrationMetadata> EndAsync(string id) =>
        Client
            .WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Stop)
            .WaitAsync(TimeSpan.FromSeconds(60), Stop);

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null) =>
        await EndAsync(await ScheduleAsync(name, input));

    public async Task<T?> OutputAsync<T>(string id)
    {
        var end = await EndAsync(id);
        Assert.True(
            end.RuntimeStatus == OrchestrationRuntimeStatus.Completed,
            $"{end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}"
        );
        return end.ReadOutputAs<T>();
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null)
            await Engine.DisposeAsync();
        _loggers.Dispose();
    }
}
