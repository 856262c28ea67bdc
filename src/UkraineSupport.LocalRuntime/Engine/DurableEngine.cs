using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.Activities;
using UkraineSupport.LocalRuntime.Engine.Archive;
using UkraineSupport.LocalRuntime.Engine.Client;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Log;
using UkraineSupport.LocalRuntime.Engine.Ownership;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;
using UkraineSupport.LocalRuntime.Engine.Turns;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>Runs durable orchestrations in this process and keeps their state in Azurite.</summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private readonly DurableEngineOptions _options;
    private readonly ILogger _logger;
    private readonly Registry _registry = new();
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ReadyQueue _ready = new();
    private readonly Hub _hub;
    private readonly LogStore _log;
    private readonly ArchiveStore _archive;
    private readonly PayloadStore _payloads;
    private readonly EngineMetrics _metrics;
    private readonly HubLock _lock;
    private readonly Archiver _archiver;
    private readonly LogWriter _writer;
    private readonly TurnTaker _turns;
    private readonly ActivityDispatcher _activities;
    private readonly CancellationTokenSource _stopWork = new();
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource<Exception> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _writing = Task.CompletedTask;
    private Task _archiving = Task.CompletedTask;
    private bool _started;
    private bool _stopped;

    /// <summary>An engine; nothing happens before <see cref="StartAsync"/>.</summary>
    public DurableEngine(DurableEngineOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        _options = options;
        _logger = loggers.CreateLogger<DurableEngine>();
        var retry = new StorageRetry(_logger);
        var converter = new JsonDataConverter(options.JsonOptions);
        var storage = new EngineStorage(options);
        _log = new(storage.Tables.GetTableClient(options.TaskHub + "Log"), retry, _owner);
        _payloads = new(
            storage.Blobs.GetBlobContainerClient(storage.ContainerPrefix + "-payloads"),
            retry,
            options.LargePayloadThreshold
        );
        _archive = new(storage.Tables.GetTableClient(options.TaskHub + "Instances"), _payloads, retry);
        _lock = new(
            storage.Blobs.GetBlobContainerClient(storage.ContainerPrefix + "-hub"),
            options.TaskHub,
            retry,
            _logger
        );
        _hub = new(time, _ready, _logger) { CurrentSegment = () => _log.Next.Segment };
        _metrics = new(options.TaskHub, () => _hub.LiveCount, () => _activities?.Waiting ?? 0, () => _ready.Waiting);
        _archiver = new(_hub, _archive, _payloads, _log, options.Archive, _logger);
        _writer = new(_hub, _ready, _log, _metrics, _logger);
        _activities = new(_hub, _registry, _payloads, converter, time, _metrics, _logger);
        _hub.OnFailed = OnFailed;
        _hub.OnDurable = _activities.Enqueue;
        _hub.OnAppended = _payloads.Recorded;
        _hub.OnLittered = _archiver.Purger.Littered;
        _turns = new(
            _hub,
            _ready,
            _registry,
            new(_payloads),
            new(converter, loggers, options.DefaultVersion),
            new(options.MaxLiveInstances),
            time,
            _metrics,
            _logger
        );
        var reader = new InstanceReader(_hub, _archive, _payloads, converter);
        Client = new EngineClient(
            options.TaskHub,
            _hub,
            new(_hub, reader, _payloads, converter, time, options.DefaultVersion),
            reader,
            _archiver.Purger,
            _payloads,
            converter,
            time,
            EnsureReady
        );
    }

    /// <summary>The client that works on this engine's hub.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Whether the engine has recovered and takes work.</summary>
    public bool IsReady => _started && !_stopped && !_hub.HasFailed;

    /// <summary>
    /// Completes with the reason when the engine can't go on: another process has taken the hub, or its log can't be
    /// written. It takes no more work then, and the process should end. Never completes otherwise.
    /// </summary>
    public Task<Exception> Failure => _failure.Task;

    internal LogStore Log => _log;

    internal Archiver Archiver => _archiver;

    internal bool IsIdle => _ready.Waiting == 0 && _activities.Waiting == 0;

    /// <summary>For tests: a look at the state, consistent.</summary>
    internal T Under<T>(Func<HubState, T> look) => _hub.Under(h => look(h.State));

    /// <summary>Registers an orchestrator; before <see cref="StartAsync"/>.</summary>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        BeforeStart();
        _registry.Add(name, run);
    }

    /// <summary>Registers an activity; before <see cref="StartAsync"/>.</summary>
    public void AddActivity(string name, Type inputType, Func<ActivityInvocation, Task<object?>> run)
    {
        BeforeStart();
        _registry.Add(name, new RegisteredActivity(inputType, run));
    }

    /// <summary>Takes the hub's lock, recovers and starts.</summary>
    /// <exception cref="TaskHubInUseException">Another live process owns the hub.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        BeforeStart();
        await _lock.TakeAsync(_hub.Fail, cancellation);
        await RecoverAsync(cancellation);
        _writing = Task.Run(() => _writer.RunAsync(_drain.Token, _abort.Token), CancellationToken.None);
        _turns.Start(_options.MaxConcurrentTurns, _stopWork.Token);
        _activities.Start(_options.MaxConcurrentActivities, _stopWork.Token);
        _archiving = Task.Run(() => _archiver.RunAsync(_stopWork.Token), CancellationToken.None);
        _started = true;
        _hub.Resume();
    }

    /// <summary>
    /// Stops taking work, lets running activities notice, writes what is pending and gives the lock back.
    /// </summary>
    /// <param name="cancellation">Ends the wait for activities that don't notice; their calls are made again at the
    /// next start.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_stopped)
            return;
        _stopped = true;
        await _stopWork.CancelAsync();
        try
        {
            await Task.WhenAll(_turns.StoppedAsync(), _activities.StoppedAsync()).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            _logger.LogWarning(
                "Activities were still running when the durable engine stopped; they will be called again"
            );
        }
        await _archiving;
        await _drain.CancelAsync();
        try
        {
            await _writing.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Nobody has been told yet that what is lost so had taken place.
            _logger.LogWarning(
                "Storage was away when the durable engine stopped; what it had not recorded will be done again"
            );
            await _abort.CancelAsync();
            await _writing;
        }
        _hub.Fail(new ObjectDisposedException(nameof(DurableEngine)));
        await _lock.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (var grace = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System))
            await StopAsync(grace.Token);
        _archiver.Dispose();
        _metrics.Dispose();
        _hub.Dispose();
        _ready.Dispose();
        _stopWork.Dispose();
        _drain.Dispose();
        _abort.Dispose();
    }

    /// <summary>For tests: ends as if the process had been killed, with whatever is in flight.</summary>
    internal async Task KillAsync()
    {
        _stopped = true;
        _hub.Fail(new ObjectDisposedException(nameof(DurableEngine)));
        await _abort.CancelAsync();
        await _drain.CancelAsync();
        await _stopWork.CancelAsync();
        await _writing;
        await _lock.AbandonAsync();
    }

    /// <summary>Reads the log and makes it ours: after our first record no earlier owner can add to it.</summary>
    private async Task RecoverAsync(CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        if (!await _log.ExistsAsync(cancellation))
        {
            // The log last: where it is, the others are.
            await _archive.CreateAsync(cancellation);
            await _payloads.CreateAsync(cancellation);
            await _log.CreateAsync(cancellation);
        }
        while (true)
        {
            foreach (var (segment, data) in await _log.ReadOnAsync(cancellation))
                Apply(segment, data);
            var mine = new BinaryBuffer();
            new OwnerChanged(_owner).WriteTo(mine);
            try
            {
                await _log.AppendAsync(mine.Written, cancellation);
                break;
            }
            catch (LogFencedException)
            {
                // The old owner was still writing: read on and try again.
            }
        }
        _logger.LogInformation(
            "Task hub {Hub} recovered {Instances} instances from {Bytes} bytes of log in {Elapsed:0} ms",
            _options.TaskHub,
            _hub.State.Instances.Count,
            _log.TotalBytes,
            TimeProvider.System.GetElapsedTime(started).TotalMilliseconds
        );
    }

    private void Apply(long segment, ReadOnlyMemory<byte> data)
    {
        var from = new BinaryCursor(data.Span);
        while (!from.AtEnd)
        {
            var before = from.Left;
            var record = LogRecord.Read(ref from);
            _hub.State.Apply(record, segment, before - from.Left, NoEffects.Instance);
        }
    }

    /// <summary>Whoever has the hub now calls the activities that are still queued here.</summary>
    private void OnFailed(Exception fault)
    {
        if (_stopped)
            return;
        _logger.LogCritical("The durable engine of hub {Hub} has stopped: {Reason}", _options.TaskHub, fault.Message);
        _ = _stopWork.CancelAsync();
        _failure.TrySetResult(fault);
    }

    private void BeforeStart()
    {
        if (_started)
            throw new InvalidOperationException("The durable engine has been started already.");
    }

    private void EnsureReady()
    {
        if (!IsReady)
            throw new InvalidOperationException("The durable engine is not running.");
    }
}
