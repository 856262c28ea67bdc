using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Tests.Builders;

namespace UkraineSupport.Domain.Tests.Pooling;

/// <summary>An initiative that buys shells with what others contribute, and those who do.</summary>
internal static class APool
{
    public static readonly Actor Czech = Given.Liaison("CZE");

    /// <summary>Of 1,000 shells, led by CZE.</summary>
    public static Offer Offer { get; } =
        Given.Offer(Given.Shells(1000) with { UnitValue = 3000, Currency = "EUR" }) with
        {
            Donor = "CZE",
            Title = "Ammunition initiative",
            Modality = Modality.NewProduction,
            Pool = true,
        };

    public static Offer Money(string donor, decimal eur, Pledge parent) =>
        new(
            donor,
            PledgeKind.Funding,
            "A share",
            Given.Now.AddDays(90),
            [new("FUNDING", eur, Given.Today.AddDays(100))],
            Modality.Pooled,
            ParentPledge: parent.Id
        );

    public static Decision<PledgeEvent> Announced(Offer offer, string id, Pledge? parent = null) =>
        Announce.Decide(id, offer, Given.Liaison(offer.Donor), Given.Now, Given.Deadlines, parent: parent);

    public static Pledge Committed(Offer offer, string id, Pledge? parent = null)
    {
        var pledge = Announced(offer, id, parent).Events.Aggregate((Pledge?)null, Pledge.Apply)!;
        pledge = pledge.After(
            Review.Decide(pledge, new(ReviewDecision.Accept, "Needed"), Given.Coordinator, Given.Now, Given.Deadlines)
        );
        return pledge.After(
            Formalise.Decide(pledge, Given.Memorandum, Given.Liaison(offer.Donor), Given.Now, Given.NobodyCommitted)
        );
    }

    public static Pledge After(this Pledge pledge, Decision<PledgeEvent> decision)
    {
        Xunit.Assert.Null(decision.Error);
        return decision.Events.Aggregate(pledge, Pledge.Apply);
    }

    public static Pledge Buying(this Pledge pledge, decimal quantity, decimal price, string? madeBy = "KOR") =>
        pledge.After(
            MakePurchase.Decide(
                pledge,
                new(1, quantity, price, "Contract", madeBy),
                Given.Liaison(pledge.Donor),
                Given.Now
            )
        );

    public static Pledge Cancelling(this Pledge pledge, int n, decimal? quantity = null) =>
        pledge.After(
            MakePurchase.Cancel(
                pledge,
                n,
                new("The factory burnt down", quantity),
                new Dictionary<string, Domain.Requirements.Urgency>(),
                Given.Liaison(pledge.Donor),
                Given.Now
            )
        );

    /// <summary>Both, after the contribution has paid.</summary>
    public static (Pledge Parent, Pledge Contribution) Paid(
        Pledge parent,
        Pledge contribution,
        decimal amount,
        int purchase = 1
    )
    {
        var id = $"payment-{contribution.Id}-{contribution.Payments.Count}";
        contribution = contribution.After(
            PayShare.Reserve(
                contribution,
                id,
                parent,
                purchase,
                new(contribution.Id, amount),
                Given.Liaison(contribution.Donor)
            )
        );
        parent = parent.After(PayShare.Take(parent, contribution, contribution.Payments[^1]));
        return (parent, contribution.After(PayShare.Settle(contribution, parent)));
    }

    /// <summary>Committed, delivered and received of the first line by the parties of a column.</summary>
    public static Dictionary<string, (decimal Committed, decimal Delivered, decimal Eur)> By(
        this Pledge pledge,
        SupportColumn column
    ) =>
        pledge
            .Origins(pledge.Lines[0])
            .GroupBy(o => o.Of(column) ?? "")
            .Select(g =>
                (
                    g.Key,
                    Sums: (g.Sum(o => o.Units.Committed), g.Sum(o => o.Units.Delivered), g.Sum(o => o.Eur.Committed))
                )
            )
            .Where(p => p.Sums != (0, 0, 0))
            .ToDictionary(p => p.Key, p => p.Sums);

    /// <summary>What of the first line is committed and counts as support.</summary>
    public static decimal Support(this Pledge pledge) => pledge.SupportLedger(pledge.Lines[0]).Committed;
}
