using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// Life of a gap (DOMAIN §3). It follows from the deliveries and from what covers it; only the acceptance of a risk
/// is somebody's word.
/// </summary>
public enum GapStatus
{
    /// <summary>Forecast.</summary>
    Projected,

    /// <summary>At least one of its months rests on a report, or is over.</summary>
    Confirmed,

    /// <summary>Part of it is covered.</summary>
    PartiallyBackfilled,

    /// <summary>All of it is covered, or the shortfall is gone.</summary>
    Closed,

    /// <summary>A coordinator accepts it as it is; a wider one is open again.</summary>
    AcceptedRisk,
}

/// <summary>
/// A shortfall of US deliveries over months of one capability, tracked until allies' allocations close it.
/// </summary>
public sealed partial record Gap : IAggregate<Gap, GapEvent>, INeed
{
    /// <inheritdoc/>
    public static string IdKind => "gap";

    /// <inheritdoc cref="INeed.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Gap Numbered(long version) => this with { Version = version };

    /// <inheritdoc/>
    public required string Capability { get; init; }

    /// <summary>The capability's unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Its months, earliest first; of a gap that is gone, those it last had.</summary>
    public required IReadOnlyList<GapMonth> Months { get; init; }

    /// <summary>What it rests on: the source of the baseline, and of the signals that rule in its months.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Whether the shortfall is gone (or went into another gap). It may come back.</summary>
    public bool Gone { get; init; }

    /// <summary>The gap that took its months over, or null.</summary>
    public string? MergedInto { get; init; }

    /// <summary>1 (highest) to 5; 3 until a coordinator says otherwise.</summary>
    public int Priority { get; init; } = 3;

    /// <summary>What else would do.</summary>
    public IReadOnlyList<Substitute> Substitutes { get; init; } = [];

    /// <summary>What it means if it stays open, in a coordinator's words, or null.</summary>
    public string? Risk { get; init; }

    /// <inheritdoc cref="INeed.Disclosure"/>
    public required Disclosure Disclosure { get; init; }

    /// <summary>When it was first found.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Version of the deliveries that it was last found from.</summary>
    public required long FoundVersion { get; init; }

    /// <summary>
    /// How much of it may stay open, by a coordinator's word, or null. It falls with what is open: what was covered
    /// or went away since is not accepted when it is missing again.
    /// </summary>
    [JsonPropertyName("acceptedShortfall")] // What it was called, and meant, when nothing else could cover part of it.
    public decimal? AcceptedOpen { get; init; }

    /// <summary>
    /// The same as those see it who may see the gap and nothing narrower: what else covers it does not show by it.
    /// </summary>
    public decimal? AcceptedSeen { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Coverage> Coverage { get; init; } = [];

    /// <summary>Who was asked to close it, numbered from 1.</summary>
    public IReadOnlyList<Solicitation> Solicitations { get; init; } = [];

    /// <summary>Pledges that donors offered for it.</summary>
    public IReadOnlyList<GapOffer> Offers { get; init; } = [];

    /// <summary>The gaps whose months it took over.</summary>
    public IReadOnlyList<string> Predecessors { get; init; } = [];

    /// <summary>
    /// The requirements that part of it is too, as they were said; also those of which nothing is left.
    /// </summary>
    public IReadOnlyList<SameNeedOf> SameNeeds { get; init; } = [];

    /// <summary>When what no month needs any more is given back, or null when there is no such thing.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>Months of which it was told that they begin soon and are not covered.</summary>
    public IReadOnlyList<Month> Near { get; init; } = [];

    /// <summary>Months of which it was told that they are over and were not covered in time.</summary>
    public IReadOnlyList<Month> Missed { get; init; } = [];

    /// <summary>The latest that it heard of agreements that are expected to give less, by agreement.</summary>
    public IReadOnlyList<HeardNarrowing> Narrowings { get; init; } = [];

    /// <inheritdoc cref="INeed.Owner"/>
    public string? Owner => null;

    /// <summary>What is missing over all its months, in <see cref="Unit"/>.</summary>
    public decimal Shortfall => Gone ? 0 : Months.Sum(m => m.Shortfall);

    /// <summary>What allocations cover.</summary>
    public decimal Covered => Coverage.Sum(c => c.Credit);

    /// <inheritdoc/>
    public decimal OpenQuantity => Math.Max(0, Shortfall - Covered);

    /// <summary>
    /// What nobody is asked for yet: open, less what may still come of offers and what donors are being asked for.
    /// </summary>
    [JsonIgnore]
    public decimal Unasked =>
        Math.Max(
            0,
            OpenQuantity
                - Offers.Sum(o => o.StillToCome)
                - Solicitations
                    .SelectMany(s => s.Donors)
                    .Where(d => d.Status == SolicitationStatus.Open)
                    .Sum(d => d.Quantity)
        );

    /// <summary>Whether what is open is accepted.</summary>
    [JsonIgnore]
    public bool IsAccepted => OpenQuantity > 0 && OpenQuantity <= AcceptedOpen;

    /// <summary>
    /// Where it is in its life, by what covers it; what a caller may know of that: <see cref="SeenBy"/>.
    /// </summary>
    public GapStatus Status =>
        Covered >= Shortfall ? GapStatus.Closed
        : IsAccepted ? GapStatus.AcceptedRisk
        : Covered > 0 ? GapStatus.PartiallyBackfilled
        : Months.All(m => m.Confirmed) ? GapStatus.Confirmed
        : GapStatus.Projected;

    /// <inheritdoc/>
    public DateOnly NeededBy => Months[^1].Month.Last;

    /// <inheritdoc/>
    string INeed.Noun => IdKind;

    /// <inheritdoc/>
    /// <remarks>What a gap does not need any more may be needed by another one, or by itself again: see
    /// <see cref="Surplus"/>.</remarks>
    bool INeed.IsGone => false;

    /// <inheritdoc/>
    public decimal? FactorFor(string capability) =>
        capability == Capability ? 1 : Substitutes.FirstOrDefault(s => s.Capability == capability)?.Factor;

    /// <inheritdoc/>
    public Conflict? WhyNotTake(decimal credit, decimal last)
    {
        if (Status is GapStatus.Closed or GapStatus.AcceptedRisk)
            return new("gap-not-open", $"The gap is {Status}.");
        return credit - last >= OpenQuantity
            ? new("over-allocation", $"The gap has {OpenQuantity} {Unit} open.")
            : null;
    }

    /// <summary>
    /// Which month each part of the coverage fills: in order of handover, the earliest month that it is in time for
    /// and that is still open; what is left over makes up late for the others.
    /// </summary>
    public IReadOnlyList<MonthFill> Filled(IEnumerable<Coverage> coverage) => Filling.Of(Gone ? [] : Months, coverage);

    /// <summary>
    /// Adds to what happened that the gap closed or opened again by it, and what of it is no requirement's any more.
    /// </summary>
    internal GapEvent[] AndItsTurn(params GapEvent[] happened)
    {
        var after = happened.Aggregate(this, Apply!);
        return [.. happened, .. Turns(after), .. Gaps.SameNeeds.Cuts(after)];
    }
}
