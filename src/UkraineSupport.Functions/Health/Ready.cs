using System.Text.Json.Serialization;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Health;

/// <summary>Whether the app can do its work.</summary>
/// <param name="Status">Always <c>ready</c>: otherwise there is a problem.</param>
/// <param name="Behind">What does not answer and keeps nobody waiting: only told to administrators.</param>
internal sealed record ReadyView(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Behind
);

/// <summary>Asks everything that the app rests on, all at once; the answer holds for a second.</summary>
internal sealed class Ready(SafeStorage storage, Life life, Issuer issuer, IEnumerable<ISink> sinks, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Held<IReadOnlyList<FieldError>>? _wrong;

    /// <summary>
    /// What is wrong, by part: <c>/storage</c>, <c>/restore</c>, <c>/durable</c>, <c>/identity</c>, <c>/bus</c>.
    /// </summary>
    public Task<IReadOnlyList<FieldError>> WrongAsync(DurableTaskClient client, CancellationToken cancel)
    {
        lock (_lock)
            _wrong ??= new(() => AskAsync(client), TimeSpan.FromSeconds(1), time);
        return _wrong.AskAsync(cancel);
    }

    /// <summary>Events wait for the bus and callers do not: without it the app does its work.</summary>
    public static bool Stops(FieldError wrong) => wrong.Pointer != "/bus";

    private async Task<IReadOnlyList<FieldError>> AskAsync(DurableTaskClient client)
    {
        var asked = await Task.WhenAll([
            TryAsync("/storage", storage.CheckAsync),
            TryAsync("/restore", life.RequireAsync),
            TryAsync("/durable", cancel => client.GetInstanceAsync("none", cancel)),
            TryAsync("/identity", issuer.CheckAsync),
            .. sinks.OfType<ServiceBusSink>().Select(bus => TryAsync("/bus", bus.CheckAsync)),
        ]);
        return [.. asked.OfType<FieldError>()];
    }

    private static async Task<FieldError?> TryAsync(string part, Func<CancellationToken, Task> ask)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await ask(patience.Token).WaitAsync(patience.Token);
            return null;
        }
        catch (Exception fault)
        {
            return new FieldError(part, fault.GetBaseException().Message.Split('\n')[0]);
        }
    }
}
