using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>The people and the moment that most situations begin with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly DeadlineSettings Deadlines = new();
    public static readonly Actor Dutch = new(Role.Donor, "NLD", "nld-liaison");
    public static readonly Actor Danish = new(Role.Donor, "DNK", "dnk-liaison");
    public static readonly Actor Coordinator = new(Role.Coordinator, "GBR", "gbr-ministry");
    public static readonly Actor OtherCoordinator = new(Role.Coordinator, "FRA", "fra-ministry");
    public static readonly Actor Ukraine = new(Role.Recipient, "UKR", "ukr-ministry");
    public static readonly Actor CoalitionObserver = new(Role.Observer, "POL", "pol-dashboard");
    public static readonly Actor Administrator = new(Role.Administrator, null, "operator");

    /// <summary>Everybody there is, for rules that only one of them passes.</summary>
    public static readonly IReadOnlyList<Actor> Everyone =
    [
        Dutch,
        Danish,
        Coordinator,
        Ukraine,
        CoalitionObserver,
        Administrator,
        Actor.Anonymous,
    ];

    public static readonly IReadOnlyDictionary<string, decimal> NobodyCommitted = new Dictionary<string, decimal>();

    public static readonly Commitment Memorandum = new("memorandum", "MoU 2027/3", new DateOnly(2027, 1, 3));

    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>Who acts for a nation.</summary>
    public static Actor Liaison(string nation) =>
        nation == "NLD" ? Dutch
        : nation == "DNK" ? Danish
        : new(Role.Donor, nation, $"{nation}-liaison");

    public static OfferLine Shells(decimal quantity) => new("AMMO-155", quantity, Today.AddDays(100));

    public static Offer Offer(params OfferLine[] lines) =>
        new(
            "NLD",
            PledgeKind.Munitions,
            "Artillery shells",
            Now.AddDays(90),
            lines.Length == 0 ? [Shells(100)] : lines
        );
}
