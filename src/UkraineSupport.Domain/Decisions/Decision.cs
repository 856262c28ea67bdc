namespace UkraineSupport.Domain.Decisions;

/// <summary>
/// What a command came to: the events that happened, or the error that refused it. <c>default</c> has neither: it is
/// already so.
/// </summary>
/// <typeparam name="TEvent">The aggregate's event type.</typeparam>
public readonly struct Decision<TEvent>
{
    private readonly IReadOnlyList<TEvent>? _events;

    private Decision(IReadOnlyList<TEvent>? events, DomainError? error)
    {
        _events = events;
        Error = error;
    }

    /// <summary>The events, in order; empty when refused or when nothing had to change.</summary>
    public IReadOnlyList<TEvent> Events => _events ?? [];

    /// <summary>Why it was refused, or null.</summary>
    public DomainError? Error { get; }

    /// <summary>One event happened.</summary>
    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], null);

    /// <summary>Several events happened together.</summary>
    public static implicit operator Decision<TEvent>(TEvent[] happened) => new(happened, null);

    /// <summary>It was refused.</summary>
    public static implicit operator Decision<TEvent>(DomainError error) => new(null, error);
}
