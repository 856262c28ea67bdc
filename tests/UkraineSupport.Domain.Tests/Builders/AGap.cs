using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>Brings a gap of AMMO-155 into a state by the decisions that lead there.</summary>
internal sealed class AGap
{
    private AGap(Gap state) => State = state;

    public Gap State { get; private set; }

    public static implicit operator Gap(AGap gap) => gap.State;

    /// <summary>January 2027 and the months after it.</summary>
    public static IReadOnlyList<GapMonth> Months(params decimal[] shortfalls) =>
        [.. shortfalls.Select((s, i) => new GapMonth(new Month(2027, 1).Plus(i), 1000, s, s * 3, false))];

    public static FoundGap Found(long version, params decimal[] shortfalls) =>
        new("gap-1", "AMMO-155", Months(shortfalls), null, version);

    public static AGap Of(params decimal[] shortfalls) =>
        new(Gap.Apply(null, FollowDeliveries.Decide(null, Found(1, shortfalls), Given.Now).Only<GapOpened>()));

    public AGap Do(Decision<GapEvent> decision)
    {
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, Gap.Apply);
        return this;
    }

    public AGap Becomes(params decimal[] shortfalls) =>
        Do(FollowDeliveries.Decide(State, Found(State.FoundVersion + 1, shortfalls), Given.Now));

    public AGap Vanished() => Do(FollowDeliveries.Decide(State, Found(State.FoundVersion + 1), Given.Now));

    /// <summary>Takes an allocation of a pledge of shells and settles it there.</summary>
    public AGap Covered(APledge pledge, string allocation, decimal quantity, int line = 1)
    {
        pledge.Do(Allocate.Decide(pledge, allocation, new(line, quantity, Gap: State.Id), State, Given.Coordinator));
        Do(TakeAllocation.Decide(State, pledge, pledge.State.Allocation(allocation)!));
        pledge.Do(Allocate.Confirm(pledge, allocation));
        return this;
    }

    public AGap Followed(Pledge pledge, string allocation) => Do(TakeAllocation.Follow(State, pledge, allocation));

    public AGap Asked(DateTimeOffset deadline, params string[] donors) =>
        Do(
            Solicit.Decide(
                State,
                new(deadline, donors.Length == 0 ? null : donors),
                Given.NobodyCommitted,
                Given.Coordinator,
                Given.Now
            )
        );

    public AGap Accepted() => Do(AssessGap.Decide(State, new GapRisk("It can wait"), Given.Coordinator));
}

/// <summary>The same for a gap made otherwise.</summary>
internal static class GapSteps
{
    public static Gap Taking(this Gap gap, Decision<GapEvent> decision)
    {
        Assert.Null(decision.Error);
        return decision.Events.Aggregate(gap, Gap.Apply);
    }
}
