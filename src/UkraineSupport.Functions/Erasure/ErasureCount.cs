using System.Globalization;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>What was taken out, or would be.</summary>
internal sealed class ErasureCount
{
    private int _states;
    private int _events;
    private int _answers;
    private int _deeds;
    private int _entries;
    private int _plans;
    private int _messages;
    private int _inClear;

    /// <summary>Events that lost a text or a person's id.</summary>
    public int Events => _events;

    /// <summary>Events that have it inside what their hash covers, from before such texts were committed to: there it
    /// stays.</summary>
    public int InClear => _inClear;

    /// <summary>Everything that was changed.</summary>
    public int All => _states + _events + _answers + _deeds + _entries + _plans + _messages;

    public void State() => Interlocked.Increment(ref _states);

    public void Event() => Interlocked.Increment(ref _events);

    public void Answer() => Interlocked.Increment(ref _answers);

    public void Deed() => Interlocked.Increment(ref _deeds);

    public void Entry() => Interlocked.Increment(ref _entries);

    public void Plan() => Interlocked.Increment(ref _plans);

    public void Message() => Interlocked.Increment(ref _messages);

    public void StaysInClear() => Interlocked.Increment(ref _inClear);

    /// <summary>This and what another pass took out; what stays is as the last pass saw it.</summary>
    public ErasureCount And(ErasureCount later) =>
        new()
        {
            _states = _states + later._states,
            _events = _events + later._events,
            _answers = _answers + later._answers,
            _deeds = _deeds + later._deeds,
            _entries = _entries + later._entries,
            _plans = _plans + later._plans,
            _messages = _messages + later._messages,
            _inClear = later._inClear,
        };

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_events} events, {_states} states of aggregates, {_entries} list entries, {_answers} kept answers, {_plans} plans, {_messages} waiting messages, {_deeds} rows of the audit"
        );
}

/// <summary>An erasure cannot be done, in a sentence for whoever asked for it.</summary>
internal sealed class ErasureException(string message) : OperatorException(message);
