using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Listens to the queues of all queue functions between the host's start and stop.</summary>
internal sealed class QueueTriggerService : IHostedService, IDisposable
{
    private const string LeaseSetting = "LocalRuntime:QueueLease";
    private static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(20);

    private readonly List<QueueListener> listeners;
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public QueueTriggerService(
        FunctionCatalog catalog,
        QueueClients clients,
        QueueOutputs outputs,
        HostJson hostJson,
        IConfiguration settings,
        IOptions<JsonSerializerOptions> json,
        IServiceScopeFactory scopes,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        var options = hostJson.Queues;
        var lease = Lease(settings);
        var logger = loggers.CreateLogger("Host.Queues");
        listeners =
        [
            .. catalog
                .TriggeredBy<QueueTriggerAttribute>()
                .Select(found =>
                {
                    var queue = clients.Get(found.Function.Name, found.Trigger.QueueName, found.Trigger.Connection);
                    var poison = queue.Name.EndsWith("-poison", StringComparison.Ordinal)
                        ? null
                        : clients.PoisonOf(found.Function.Name, queue, found.Trigger.Connection);
                    var function = new QueueFunction(found.Function, json.Value, outputs, scopes);
                    var processor = new QueueMessageProcessor(queue, poison, function, options, lease, time, logger);
                    return new QueueListener(queue, processor, options, lease, time, logger);
                }),
        ];
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(
            listeners.Select(listener => Task.Run(() => listener.RunAsync(stopping.Token), CancellationToken.None))
        );
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private static TimeSpan Lease(IConfiguration settings)
    {
        if (settings[LeaseSetting] is not { } text)
            return DefaultLease;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lease) && lease >= TimeSpan.FromSeconds(1)
            ? lease
            : throw new FunctionsStartupException(
                $"The setting {LeaseSetting} is '{text}', not a span of a second or more."
            );
    }
}
