using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

/// <summary>A task hub of a test's own that can be stopped, killed and started again.</summary>
internal sealed class TestHub(string connection, TimeProvider? time = null, int? maxLive = null) : IAsyncDisposable
{
    private readonly string _name = $"Hub{Guid.NewGuid():N}"[..16];
    private readonly List<Action<DurableEngine>> _functions = [];
    private DurableEngine? _engine;

    public DurableTaskClient Client => _engine!.Client;

    public TestHub Orchestrator<TInput, TOutput>(string name, Func<TaskOrchestrationContext, TInput, Task<TOutput>> run)
    {
        _functions.Add(e => e.AddOrchestrator(name, async context => await run(context, context.GetInput<TInput>()!)));
        return this;
    }

    public TestHub Activity<TInput, TOutput>(string name, Func<ActivityInvocation, TInput, Task<TOutput>> run)
    {
        _functions.Add(e => e.AddActivity(name, typeof(TInput), async call => await run(call, (TInput)call.Input!)));
        return this;
    }

    public async Task<TestHub> StartAsync()
    {
        _engine = NewEngine();
        await _engine.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    /// <summary>A further engine on the same hub, not started.</summary>
    public DurableEngine NewEngine()
    {
        var options = new DurableEngineOptions { ConnectionString = connection, TaskHub = _name, MaxLiveInstances = maxLive ?? 5000 };
        var engine = new DurableEngine(options, time ?? TimeProvider.System, NullLoggerFactory.Instance);
        _functions.ForEach(add => add(engine));
        return engine;
    }

    /// <summary>Ends as if the process were killed, and starts again.</summary>
    public async Task KillAndStartAsync()
    {
        await _engine!.KillAsync();
        await StartAsync();
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), TestContext.Current.CancellationToken);

    public Task<OrchestrationMetadata> EndAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);

    public async Task<T?> OutputAsync<T>(string id)
    {
        var end = await EndAsync(id);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}");
        return end.ReadOutputAs<T>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
    }
}
