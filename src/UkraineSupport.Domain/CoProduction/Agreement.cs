using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>
/// An agreement between a donor nation and Ukraine that industry makes something: from the letter of intent to serial
/// output. What it will give is expected, never committed (DOMAIN §2, future supply).
/// </summary>
public sealed partial record Agreement : IAggregate<Agreement, AgreementEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "agreement";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Agreement Numbered(long version) => this with { Version = version };

    /// <summary>The donor nation whose agreement it is.</summary>
    public required string Donor { get; init; }

    /// <summary>What the coalition sees of what was agreed.</summary>
    public required AgreementTerms Terms { get; init; }

    /// <summary>Partners and price; null for who may not see them.</summary>
    public CommercialTerms? Commercial { get; init; }

    /// <summary>Who may see these.</summary>
    public Disclosure Released { get; init; } = Disclosure.Restricted;

    /// <inheritdoc/>
    public required Disclosure Disclosure { get; init; }

    /// <summary>When it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Where it is in its life.</summary>
    public AgreementStatus Status { get; init; }

    /// <summary>Where it was when it was suspended, or null.</summary>
    public AgreementStatus? Before { get; init; }

    /// <summary>When Ukraine signed, or null.</summary>
    public DateTimeOffset? CoSignedAt { get; init; }

    /// <summary>An amendment that Ukraine has not signed, or null.</summary>
    public AmendAgreement? Proposed { get; init; }

    /// <summary>What has to be approved.</summary>
    public required IReadOnlyList<Approval> Approvals { get; init; }

    /// <summary>Its milestones, by number.</summary>
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>What is to be made, by month.</summary>
    public IReadOnlyList<PlannedMonth> Plan { get; init; } = [];

    /// <summary>When series production was due as the plan was made, or null.</summary>
    public DateOnly? PlanSerialDue { get; init; }

    /// <summary>What the months gave, the latest report of each, by month.</summary>
    public IReadOnlyList<OutputReport> Reports { get; init; } = [];

    /// <summary>What keeps output down, or did, by number.</summary>
    public IReadOnlyList<Bottleneck> Bottlenecks { get; init; } = [];

    /// <summary>When it was suspended and until when.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What will not be made since it was terminated.</summary>
    public decimal NotMade { get; init; }

    /// <summary>How often less was expected of it than before.</summary>
    public int Narrowings { get; init; }

    /// <summary>Steps that were reminded of.</summary>
    public IReadOnlyList<AgreementStep> Reminded { get; init; } = [];

    /// <summary>Steps that were put before the board.</summary>
    public IReadOnlyList<AgreementStep> Overdue { get; init; } = [];

    /// <inheritdoc/>
    public string? Owner => Donor;

    /// <summary>Whether it is over, in time or before.</summary>
    [JsonIgnore]
    public bool IsEnded => Status is AgreementStatus.Completed or AgreementStatus.Terminated;

    /// <summary>Whether it is under way: neither over nor suspended.</summary>
    [JsonIgnore]
    public bool IsLive => !IsEnded && Status != AgreementStatus.Suspended;

    /// <summary>What output is counted in.</summary>
    [JsonIgnore]
    public string Unit => CapabilityCatalog.Find(Terms.Capability)!.Unit;

    /// <summary>First and last month of the contract.</summary>
    [JsonIgnore]
    public (Month First, Month Last) ContractMonths => (Month.Of(Terms.ContractFrom), Month.Of(Terms.ContractTo));

    /// <summary>The milestone of that number, or null.</summary>
    public Milestone? Milestone(int number) => Milestones.FirstOrDefault(m => m.Number == number);

    /// <summary>The milestone of that kind, or null.</summary>
    public Milestone? Milestone(MilestoneKind kind) => Milestones.FirstOrDefault(m => m.Kind == kind);

    /// <summary>The bottleneck of that number, or null.</summary>
    public Bottleneck? Bottleneck(int number) => Bottlenecks.FirstOrDefault(b => b.Number == number);

    /// <summary>The latest report of that month, or null.</summary>
    public OutputReport? Report(Month month) => Reports.FirstOrDefault(r => r.Month == month);

    /// <summary>Whether somebody speaks for one of its two parties.</summary>
    public bool IsParty(Actor actor) => actor.IsDonor(Donor) || actor.Role == Role.Recipient;

    /// <summary>For which of them.</summary>
    internal string Party(Actor actor) => actor.IsDonor(Donor) ? Donor : Parties.Ukraine;

    /// <summary>
    /// The agreement as <paramref name="viewer"/> may see it: partners, price and what is proposed are its parties' and
    /// the coordinators', unless released.
    /// </summary>
    public Agreement SeenBy(Actor viewer) =>
        this with
        {
            Commercial = viewer.MaySee(Released, Donor) ? Commercial : null,
            Proposed = viewer.MaySee(Disclosure.Restricted, Donor) ? Proposed : null,
        };
}

/// <summary>A time in which it was suspended.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when, or null.</param>
public sealed record Suspension(DateTimeOffset From, DateTimeOffset? To);
