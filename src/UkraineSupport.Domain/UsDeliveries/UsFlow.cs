using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// The deliveries of the United States of one capability: what was expected, what is known to have come, what policy
/// says of the rest, and the gaps found in it. One for each capability of the catalogue.
/// </summary>
public sealed partial record UsFlow : IAggregate<UsFlow, UsFlowEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "usdelivery";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public UsFlow Numbered(long version) => this with { Version = version };

    /// <summary>Code from the catalogue.</summary>
    public required string Capability { get; init; }

    /// <summary>When the first thing about it was recorded.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What is expected; null as long as only signals are known.</summary>
    public UsBaseline? Baseline { get; init; }

    /// <summary>At most one a month, earliest first.</summary>
    public IReadOnlyList<UsReport> Reports { get; init; } = [];

    /// <summary>Every signal that was ever applied, withdrawn ones too.</summary>
    public IReadOnlyList<AppliedSignal> Signals { get; init; } = [];

    /// <summary>Every gap that was ever found, by number; without months those that are no more.</summary>
    public IReadOnlyList<FlowGap> Gaps { get; init; } = [];

    /// <summary>Months whose missing report was reminded of.</summary>
    public IReadOnlyList<Month> Reminded { get; init; } = [];

    /// <summary>Months whose missing report was put before the board.</summary>
    public IReadOnlyList<Month> Overdue { get; init; } = [];

    /// <summary>
    /// The baseline's. Without one it is not there for others than those who see all: else it would show which
    /// capability has a baseline that they may not see.
    /// </summary>
    public Disclosure Disclosure => Baseline?.Disclosure ?? Disclosure.Restricted;

    /// <inheritdoc/>
    public string? Owner => null;

    /// <summary>The report of that month, or null.</summary>
    public UsReport? Report(Month month) => Reports.FirstOrDefault(r => r.Month == month);

    /// <summary>
    /// What <paramref name="viewer"/> may know of it: without the signals that this caller may not see, and so without
    /// what they do to the forecast.
    /// </summary>
    public UsFlow SeenBy(Actor viewer) =>
        this with
        {
            Signals = [.. Signals.Where(s => viewer.MaySee(s.Disclosure, null))],
        };

    /// <summary>It as all see it who may see what is <paramref name="level"/>, and no more.</summary>
    internal UsFlow SeenAt(Disclosure level) => this with { Signals = [.. Signals.Where(s => s.Disclosure <= level)] };

    /// <summary>The level that a gap is found at: its own, or that of the deliveries where that is narrower.</summary>
    internal Disclosure LevelOf(FlowGap gap) => gap.Beyond is { } beyond && beyond > Disclosure ? beyond : Disclosure;

    /// <summary>
    /// The gaps that those who follow them are to be told, gone ones too: whatever was told before a crash, nothing is
    /// lost, and what is told twice is known by its version.
    /// </summary>
    public IReadOnlyList<FoundGap> GapsToTell() =>
        [
            .. Gaps.Select(g => new FoundGap(
                g.Id,
                Capability,
                g.Months,
                g.MergedInto,
                g.Version,
                g.Disclosure,
                g.Sources
            )),
        ];

    /// <summary>
    /// When the next month is over of which that changes something: one of a gap, or one with an interim report, which
    /// then says how well deliveries keep up. Null when none is waited for.
    /// </summary>
    public DateTimeOffset? NextMonthEnd(DateTimeOffset now) =>
        Gaps.SelectMany(g => g.Months)
            .Where(m => !m.Confirmed && !m.Unreported)
            .Select(m => m.Month)
            .Concat(Reports.Select(r => r.Month).Where(m => m.End() > now))
            .Select(m => (DateTimeOffset?)m.End())
            .Min();

    /// <summary>Months of which something is expected and nothing reported; earliest first.</summary>
    public IEnumerable<Month> WithoutReport() =>
        (Baseline?.Months ?? []).Where(m => m.Quantity > 0 && Report(m.Month) is null).Select(m => m.Month);
}

/// <summary>A gap found in the deliveries: months with a shortfall.</summary>
/// <param name="Number">1 for the capability's first, then one more each, apart for gaps that fewer may see; never given
/// again.</param>
/// <param name="Id">The gap's id.</param>
/// <param name="Months">Its months, earliest first; empty when it is no more.</param>
/// <param name="MergedInto">The gap that took its months over, or null.</param>
/// <param name="Disclosure">Who may see it.</param>
/// <param name="Version">Version of the deliveries at which it was last changed.</param>
public sealed record FlowGap(
    int Number,
    string Id,
    IReadOnlyList<GapMonth> Months,
    string? MergedInto,
    Disclosure Disclosure,
    long Version
)
{
    /// <summary>What it rests on: sources of the baseline and of signals.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>
    /// Null for a gap that all see who see the deliveries; otherwise who sees the signals that add it to those.
    /// </summary>
    public Disclosure? Beyond { get; init; }

    /// <summary>Of a gap that is gone, the months it last had: it comes back with them.</summary>
    public IReadOnlyList<Month> Had { get; init; } = [];
}
