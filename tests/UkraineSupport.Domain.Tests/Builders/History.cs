using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>An aggregate with the history that a store would keep of it, checked as it grows.</summary>
internal sealed class History<TState, TEvent>
    where TState : class, IAggregate<TState, TEvent>
    where TEvent : class
{
    private readonly List<EventRecord> _records = [];

    public History(TEvent first, Actor actor, DateTimeOffset at) => Append(first, actor, at);

    public TState State { get; private set; } = null!;

    /// <summary>The state after each event: what somebody who read it then still has in hand.</summary>
    public List<TState> Snapshots { get; } = [];

    /// <summary>What happened since the first event, by name.</summary>
    public IEnumerable<string> Names => _records.Select(r => r.Type);

    /// <summary>Takes up what was decided; a refusal changes nothing.</summary>
    public bool Take(Decision<TEvent> decision, Actor actor, DateTimeOffset at)
    {
        Assert.True(decision.Error is null || decision.Events.Count == 0, "Refused, and yet something happened.");
        foreach (var happened in decision.Events)
            Append(happened, actor, at);
        return decision.Error is null;
    }

    /// <summary>What was stored gives the state that was decided on, and the chain is whole.</summary>
    public void CheckStored()
    {
        Assert.Equal(Enumerable.Range(1, _records.Count).Select(n => (long)n), _records.Select(r => r.Version));
        Assert.Null(HashChain.FirstBroken(_records, 0, EventRecord.Genesis, _records[^1].Hash));
        var rebuilt = _records.Select(r => (TEvent)r.Happened()).Aggregate((TState?)null, TState.Apply);
        var json = Json(State);
        Assert.Equal(json, Json(rebuilt!));
        Assert.Equal(json, Json(JsonSerializer.Deserialize<TState>(json, DomainJson.Options)!));
    }

    private void Append(TEvent happened, Actor actor, DateTimeOffset at)
    {
        var before = State?.Version ?? 0;
        State = TState.Apply(State, happened);
        Assert.Equal(before + 1, State.Version);
        var previous = _records.Count == 0 ? EventRecord.Genesis : _records[^1].Hash;
        _records.Add(EventRecord.Seal(State.Id, State.Version, happened, at, actor, "Because", previous));
        Snapshots.Add(State);
    }

    private static string Json(TState state) => JsonSerializer.Serialize(state, DomainJson.Options);
}
