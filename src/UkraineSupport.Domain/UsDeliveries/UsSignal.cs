using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>What a policy signal says.</summary>
/// <param name="Kind">Pause, reduce, halt or resume.</param>
/// <param name="From">First day.</param>
/// <param name="Scope">The word all, or a list of capability codes.</param>
/// <param name="Source">Who said so, and where.</param>
/// <param name="Factor">What remains, more than 0 and less than 1: for reduce, and only for it.</param>
/// <param name="Until">Last day; without an end when left out.</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise.</param>
/// <param name="Authority">The only authority that it is about: it leaves what comes under others. All of them when left
/// out.</param>
public sealed record SignalTerms(
    SignalKind Kind,
    DateOnly From,
    SignalScope Scope,
    string Source,
    decimal? Factor = null,
    DateOnly? Until = null,
    Disclosure Disclosure = Disclosure.Coalition,
    UsAuthority? Authority = null
);

/// <summary>A policy signal of the United States about its deliveries, with what became of it.</summary>
public sealed record UsSignal : IAggregate<UsSignal, UsSignalEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "signal";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public UsSignal Numbered(long version) => this with { Version = version };

    /// <summary>What it says now.</summary>
    public required SignalTerms Terms { get; init; }

    /// <summary>The coordinator's party that recorded it.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether it no longer counts.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Every capability it was ever about: a correction must reach those too that it leaves.</summary>
    public IReadOnlyList<string> Reached { get; init; } = [];

    /// <inheritdoc/>
    public Disclosure Disclosure => Terms.Disclosure;

    /// <inheritdoc/>
    public string? Owner => null;

    /// <inheritdoc/>
    public static UsSignal Apply(UsSignal? state, UsSignalEvent happened)
    {
        var next = happened is UsSignalRecorded recorded
            ? new UsSignal
            {
                Id = recorded.Id,
                Terms = recorded.Terms,
                RecordedBy = recorded.RecordedBy,
                RecordedAt = recorded.RecordedAt,
            }
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the recording.")).After(
                happened
            );
        return next with
        {
            Version = (state?.Version ?? 0) + 1,
            Reached = [.. next.Reached.Union(next.Terms.Scope.Codes())],
        };
    }

    /// <summary>The signal as a capability counts it.</summary>
    public AppliedSignal For(string capability) =>
        new(
            Id,
            Version,
            Terms.Kind,
            Terms.Factor,
            Terms.From,
            Terms.Until,
            Terms.Source,
            Terms.Disclosure,
            RecordedAt,
            Withdrawn || !Terms.Scope.Codes().Contains(capability),
            Terms.Authority
        );

    private UsSignal After(UsSignalEvent happened) =>
        happened switch
        {
            UsSignalCorrected e => this with { Terms = e.Terms, Withdrawn = false },
            UsSignalWithdrawn => this with { Withdrawn = true },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };
}
