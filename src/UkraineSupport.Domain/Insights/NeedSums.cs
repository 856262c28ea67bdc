using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Insights;

/// <summary>
/// What is needed of a capability and what covers it, as one reader sees it. A requirement counts once it is validated
/// and until it is taken back, less the part that is a gap; a gap counts with its months' shortfall until it is gone; a
/// donor's own stock does not count.
/// </summary>
/// <param name="Requirements">Requirements that count.</param>
/// <param name="Gaps">Gaps that count.</param>
/// <param name="Required">What they ask for, covered or not, in the capability's unit.</param>
/// <param name="Covered">What allocations cover; of a gap no more than its months miss.</param>
/// <param name="Open">What nothing is allocated to yet.</param>
/// <param name="Accepted">What of <paramref name="Open"/> coordinators accept.</param>
public sealed record NeedSums(
    int Requirements,
    int Gaps,
    decimal Required,
    decimal Covered,
    decimal Open,
    decimal Accepted
)
{
    /// <summary>Nothing.</summary>
    public static NeedSums None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The sums of one capability's needs that <paramref name="viewer"/> may see.</summary>
    public static NeedSums Of(IEnumerable<INeed> needs, Actor viewer) =>
        needs.Where(n => n.Owner is null).Aggregate(None, (sum, n) => sum.Plus(One(n, viewer)));

    private static NeedSums One(INeed need, Actor viewer)
    {
        bool Sees(Coverage part) => viewer.MaySee(part.Disclosure, part.Donor);
        if (need is Gap all)
        {
            var gap = all.SeenBy(viewer);
            return gap.Shortfall == 0
                ? None
                : new(
                    0,
                    1,
                    gap.Shortfall,
                    gap.Filled(gap.Coverage).Sum(f => f.Quantity),
                    gap.OpenQuantity,
                    gap.IsAccepted ? gap.OpenQuantity : 0
                );
        }

        if (need is not Requirement { Stands: > 0 } requirement)
            return None;
        var covered = requirement.Counted.Where(Sees).Sum(c => c.Credit);
        return new(1, 0, requirement.Stands, covered, requirement.IsReady ? requirement.Stands - covered : 0, 0);
    }

    private NeedSums Plus(NeedSums other) =>
        new(
            Requirements + other.Requirements,
            Gaps + other.Gaps,
            Required + other.Required,
            Covered + other.Covered,
            Open + other.Open,
            Accepted + other.Accepted
        );
}
