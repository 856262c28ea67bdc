using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>The sums that hold at every moment, and those that hold once everything has settled.</summary>
internal static class Sums
{
    public static void Hold(PledgeView pledge) =>
        Assert.All(
            pledge.Lines,
            line =>
            {
                decimal[] ledgers =
                [
                    line.Pledged,
                    line.Accepted,
                    line.Committed,
                    line.Allocated,
                    line.Dispatched,
                    line.Delivered,
                    line.Received,
                    0,
                ];
                Assert.True(
                    ledgers.Zip(ledgers.Skip(1)).All(pair => pair.First >= pair.Second),
                    $"The ledgers of {pledge.Id} grow: {line}"
                );
                var allocated = pledge
                    .Allocations!.Where(one => one.Line == line.Line && one.Status != "Released")
                    .Sum(one => one.Quantity);
                Assert.Equal(allocated, line.Allocated);
            }
        );

    public static void Hold(RequirementView requirement)
    {
        decimal[] ledgers =
        [
            requirement.Quantity,
            requirement.Allocated,
            requirement.Dispatched,
            requirement.Delivered,
            requirement.Received,
            0,
        ];
        Assert.True(
            ledgers.Zip(ledgers.Skip(1)).All(pair => pair.First >= pair.Second),
            $"The ledgers grow: {requirement}"
        );
        Assert.Equal(requirement.Quantity - requirement.Allocated, requirement.Open);
        Assert.Equal(requirement.Allocations!.Sum(one => one.Credit), requirement.Allocated);
    }

    /// <summary>Whether both sides name the same allocations with the same quantities and progress.</summary>
    public static bool Agree(IReadOnlyList<PledgeView> pledges, IReadOnlyList<RequirementView> requirements)
    {
        var all = pledges.SelectMany(pledge => pledge.Allocations!).ToList();
        return all.All(one => one.Status != "Pending")
            && requirements.All(requirement => Same(all, requirement))
            && pledges.Sum(pledge => pledge.Lines.Sum(line => line.Dispatched)) == requirements.Sum(r => r.Dispatched)
            && pledges.Sum(pledge => pledge.Lines.Sum(line => line.Delivered)) == requirements.Sum(r => r.Delivered)
            && pledges.Sum(pledge => pledge.Lines.Sum(line => line.Received)) == requirements.Sum(r => r.Received);
    }

    private static bool Same(IEnumerable<AllocationView> pledged, RequirementView requirement)
    {
        var given = pledged
            .Where(one => one.Requirement == requirement.Id && one.Status == "Confirmed")
            .Select(one => (one.Id, one.Quantity));
        var taken = requirement.Allocations!.Where(one => one.Credit > 0).Select(one => (one.Id, one.Credit));
        return given.Order().SequenceEqual(taken.Order());
    }
}
