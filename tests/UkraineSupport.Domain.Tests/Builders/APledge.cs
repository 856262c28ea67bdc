using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// Brings a pledge into a state by the decisions that lead there, as its people would; never by construction.
/// </summary>
internal sealed class APledge
{
    private APledge(Pledge state) => State = state;

    public Pledge State { get; private set; }

    /// <summary>What happened since it was announced.</summary>
    public IReadOnlyList<PledgeEvent> Happened { get; private set; } = [];

    public DateTimeOffset Now { get; private set; } = Given.Now;

    public static implicit operator Pledge(APledge pledge) => pledge.State;

    public static APledge Announced(params OfferLine[] lines) => From(Given.Offer(lines));

    public static APledge From(Offer offer)
    {
        var decision = Announce.Decide(
            "pledge-1",
            offer,
            new Actor(Role.Donor, offer.Donor, "donor"),
            Given.Now,
            Given.Deadlines
        );
        return new(Pledge.Apply(null, decision.Only<PledgeAnnounced>()));
    }

    /// <summary>A commitment of <paramref name="quantities"/> shells, one line each.</summary>
    public static APledge Committed(params decimal[] quantities) =>
        Announced([.. quantities.Select(Given.Shells)]).Accepted().Formalised();

    public APledge Later(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public APledge Do(Decision<PledgeEvent> decision)
    {
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, Pledge.Apply);
        Happened = [.. Happened, .. decision.Events];
        return this;
    }

    public APledge UnderReview() => Reviewed(new(ReviewDecision.Start, "Taken up"));

    public APledge Accepted() => Reviewed(new(ReviewDecision.Accept, "Needed"));

    public APledge Declined() => Reviewed(new(ReviewDecision.Decline, "Not needed"));

    public APledge PartiallyAccepted(params LineQuantity[] lines) =>
        Reviewed(new(ReviewDecision.Partial, "Part of it", lines));

    public APledge Formalised() => Do(Formalise.Decide(State, Given.Memorandum, Donor, Now, Given.NobodyCommitted));

    public APledge Amended(AmendPledge change) => Do(Amend.Decide(State, change, Donor, Now, Given.Deadlines));

    /// <summary>Reserved, the requirement has not answered.</summary>
    public APledge Reserved(string id, decimal quantity, int line = 1, Requirement? requirement = null)
    {
        requirement ??= ARequirement.Open(1_000_000);
        return Do(Allocate.Decide(State, id, new(line, quantity, requirement.Id), requirement, Given.Coordinator));
    }

    public APledge Allocated(string id, decimal quantity, int line = 1, Requirement? requirement = null) =>
        Reserved(id, quantity, line, requirement).Do(Allocate.Confirm(State, id));

    public APledge Planned(decimal quantity, int line = 1, DateTimeOffset? due = null) =>
        Do(PlanDelivery.Decide(State, new(line, quantity, due ?? Usual(line)), Donor, Now, Given.Deadlines));

    public APledge Reported(int delivery, params DeliveryStatus[] statuses)
    {
        foreach (var status in statuses)
            Do(ChangeDeliveryStatus.Decide(State, delivery, new(status), Donor, Now));
        return this;
    }

    public APledge HandedOver(int delivery) => Reported(delivery, DeliveryStatus.Dispatched, DeliveryStatus.HandedOver);

    public APledge Receipted(
        int delivery,
        decimal received,
        decimal returned = 0,
        string? discrepancy = "Counted again"
    ) =>
        Do(
            Receipt.Decide(
                State,
                delivery,
                new(received, returned, discrepancy, State.Delivery(delivery)?.Received, "Counted again"),
                Given.Ukraine,
                Now
            )
        );

    public APledge Verified(int delivery) =>
        Do(ChangeDeliveryStatus.Decide(State, delivery, new(DeliveryStatus.Verified), Given.Coordinator, Now));

    public APledge Settled(int delivery) =>
        Do(SettleDelivery.Decide(State, delivery, new("It will not come"), Given.Coordinator, Now));

    public APledge Withdrawn() => Do(Release.Withdraw(State, new("Needed at home"), Donor, Now));

    /// <summary>A new version with nothing in it that an allocation depends on.</summary>
    public APledge UnrelatedNews() => Amended(new("A slip of the pen", Title: $"Version {State.Version + 1}"));

    public APledge Reached() => Do(State.Reached(State.NextDeadline!, Now));

    /// <summary>In thirty days, or on the line's last day.</summary>
    private DateTimeOffset Usual(int line) =>
        State.Line(line) is { } l && l.DeliverBy < DateOnly.FromDateTime(Now.AddDays(30).UtcDateTime)
            ? new(l.DeliverBy, new TimeOnly(12, 0), TimeSpan.Zero)
            : Now.AddDays(30);

    private Actor Donor => new(Role.Donor, State.Donor, "donor");

    private APledge Reviewed(ReviewPledge review) =>
        Do(Review.Decide(State, review, Given.Coordinator, Now, Given.Deadlines));
}
