using System.Text.Json;
using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>Who may not see a need reads of a pledge what it would read if nothing were allocated to it.</summary>
public sealed class SeenPledgeTests
{
    private static readonly Requirement Open = Need("requirement-a", Disclosure.Public);
    private static readonly Requirement Secret = Need("requirement-b", Disclosure.Restricted);

    [Fact]
    public void An_allocation_to_a_restricted_need_is_not_there_for_others()
    {
        Pledge pledge = Public(100).Allocated("a", 60, requirement: Open).Allocated("b", 40, requirement: Secret);

        var seen = pledge.SeenBy(Actor.Anonymous);

        Assert.Equal("a", Assert.Single(seen.Allocations).Id);
        Assert.Equal(60, seen.Ledger(seen.Lines[0]).Allocated);
        Assert.Equal(40, seen.Ledger(seen.Lines[0]).Free);
    }

    [Fact]
    public void Its_own_donor_the_coordinators_and_the_recipient_see_all()
    {
        Pledge pledge = Public(100).Allocated("b", 40, requirement: Secret);

        foreach (var actor in Given.Everyone)
            Assert.Equal(
                actor == Given.Dutch || actor == Given.Coordinator || actor == Given.Ukraine ? 1 : 0,
                pledge.SeenBy(actor).Allocations.Count
            );
    }

    [Fact]
    public void Its_events_are_as_confidential_as_the_need_and_for_the_pledges_own_donor()
    {
        var pledge = Public(100);
        var happened = Assert.IsAssignableFrom<IConfidentialEvent>(
            Assert.Single(Allocate.Decide(pledge, "b", new(1, 40, Secret.Id), Secret, Given.Coordinator).Events)
        );

        Assert.True(Audience.Of(happened, Disclosure.Public, "NLD").Includes(Given.Dutch));
        Assert.True(Audience.Of(happened, Disclosure.Public, "NLD").Includes(Given.Coordinator));
        Assert.False(Audience.Of(happened, Disclosure.Public, "NLD").Includes(Given.Danish));
        Assert.False(Audience.Of(happened, Disclosure.Public, "NLD").Includes(Actor.Anonymous));
    }

    [Fact]
    public void A_pledge_that_only_a_restricted_need_completes_is_complete_for_those_who_see_it()
    {
        Pledge pledge = Public(100)
            .Allocated("b", 100, requirement: Secret)
            .Planned(100)
            .HandedOver(1)
            .Receipted(1, 100);

        Assert.Equal(PledgeStatus.Completed, pledge.Status);
        Assert.Equal(PledgeStatus.Completed, pledge.SeenBy(Given.Dutch).Status);
        Assert.Equal(PledgeStatus.Formalised, pledge.SeenBy(Given.Danish).Status);
    }

    [Fact]
    public void A_tranche_is_for_needs_of_one_disclosure()
    {
        var pledge = Public(100).Allocated("a", 60, requirement: Open).Allocated("b", 40, requirement: Secret);

        Assert.Equal(
            "over-delivery",
            PlanDelivery
                .Decide(pledge, new(1, 100, Given.Now.AddDays(9)), Given.Dutch, Given.Now, Given.Deadlines)
                .Conflict()
        );
        Assert.Equal([60m, 40m], pledge.Planned(60).Planned(40).State.Deliveries.Select(d => d.Quantity));
    }

    [Fact]
    public void A_tranche_that_moved_to_another_need_in_part_shows_the_part_that_is_seen()
    {
        Pledge pledge = Public(100).Allocated("a", 60, requirement: Open).Planned(60).HandedOver(1).Receipted(1, 60);
        pledge = Pledge.Apply(
            pledge,
            new PledgeAllocationMoved("a", "c", "gap-1", 20, [new(1, 20)], Disclosure.Restricted)
        );

        var seen = pledge.SeenBy(Actor.Anonymous);

        Assert.Equal((40, 40), (seen.Deliveries[0].Quantity, seen.Deliveries[0].Received));
        Assert.Equal(40, seen.Ledger(seen.Lines[0]).Received);
    }

    [Fact]
    public void A_need_that_others_may_see_since_is_told_to_the_pledge()
    {
        Pledge pledge = Public(100).Allocated("a", 60, requirement: Open);
        var narrower = Open with { Disclosure = Disclosure.Restricted };

        var told = Allocate.Disclose(pledge, narrower).Only<PledgeNeedDisclosed>();
        pledge = Pledge.Apply(pledge, told);

        Assert.Empty(pledge.SeenBy(Actor.Anonymous).Allocations);
        Assert.Equal(Disclosure.Restricted, told.Disclosure);
        Allocate.Disclose(pledge, narrower).IsNothing();
    }

    /// <summary>
    /// Random lives of two lines of a pledge, lived twice: with and without what is allocated to a restricted need.
    /// Tranches have other numbers then (docs/decisions/0017), nothing else is different.
    /// </summary>
    [Fact]
    public void Nothing_differs_for_others_with_and_without_what_is_allocated_to_a_restricted_need() =>
        Gen.Select(Gen.Int[0, 7], Gen.Bool, Gen.Int[1, 40], Gen.Int[0, 3])
            .Array[1, 30]
            .Sample(
                steps =>
                {
                    var (with, without) = (Public(1000, 1000), Public(1000, 1000));
                    var (ofWith, ofWithout) = (new List<int>(), new List<int>());
                    foreach (var ((kind, secret, quantity, which), i) in steps.Select((s, i) => (s, i)))
                    {
                        Try(with, kind, secret, quantity, which, i, ofWith);
                        if (!secret)
                            Try(without, kind, secret, quantity, which, i, ofWithout);
                    }

                    foreach (
                        var viewer in new[]
                        {
                            Actor.Anonymous,
                            Given.CoalitionObserver,
                            Given.Danish,
                            Given.Administrator,
                        }
                    )
                        Assert.Equal(Read(without, viewer), Read(with, viewer));
                    Assert.Equal(Events(without), Events(with));
                },
                iter: Effort.Runs
            );

    /// <summary>One step, if the rules allow it in this life; a step on a tranche names one of its own sort.</summary>
    private static void Try(APledge pledge, int kind, bool secret, decimal quantity, int which, int i, List<int> open)
    {
        var need = secret ? Secret : Open;
        var tranches = secret ? [.. pledge.State.Deliveries.Select(d => d.N).Except(open)] : open;
        var n = tranches.Count == 0 ? 0 : tranches[which % tranches.Count];
        var decision = kind switch
        {
            0 => Allocate.Decide(pledge, $"{secret}-{i}", new(1, quantity, need.Id), need, Given.Coordinator),
            1 => pledge.State.Allocations.LastOrDefault(a => a.Need == need.Id) is { } last
                ? Allocate.Confirm(pledge, last.Id)
                : default,
            2 => Plan(pledge, need, quantity),
            3 => ChangeDeliveryStatus.Decide(pledge, n, new(DeliveryStatus.Dispatched), Given.Dutch, Given.Now),
            4 => ChangeDeliveryStatus.Decide(pledge, n, new(DeliveryStatus.HandedOver), Given.Dutch, Given.Now),
            5 => pledge.State.Delivery(n) is { } d
                ? Receipt.Decide(pledge, n, new(d.Quantity - 1, 0, "One less"), Given.Ukraine, Given.Now)
                : default,
            6 => SettleDelivery.Decide(pledge, n, new("Lost"), Given.Coordinator, Given.Now),
            _ => i > 25 && !secret ? Release.Withdraw(pledge, new("No more"), Given.Dutch, Given.Now) : default,
        };
        if (decision.Error is not null)
            return;
        var before = pledge.State.Deliveries.Count;
        pledge.Do(decision);
        if (!secret && pledge.State.Deliveries.Count > before)
            open.Add(pledge.State.Deliveries[^1].N);
    }

    /// <summary>As much of a tranche as its own sort of allocation has, so that it is of that sort.</summary>
    private static Decisions.Decision<PledgeEvent> Plan(Pledge pledge, Requirement need, decimal quantity)
    {
        var only = pledge with { Allocations = [.. pledge.Allocations.Where(a => a.Need == need.Id)] };
        return PlanDelivery.Decide(
            only,
            new(1, quantity, Given.Now.AddDays(9)),
            Given.Dutch,
            Given.Now,
            Given.Deadlines
        );
    }

    private static string Read(Pledge pledge, Actor viewer)
    {
        var seen = pledge.SeenBy(viewer);
        seen = seen with
        {
            Version = 0,
            Watched = new(),
            Deliveries = [.. seen.Deliveries.Select((d, i) => d with { N = i })],
        };
        return JsonSerializer.Serialize(new { seen, ledgers = seen.Lines.Select(seen.Ledger) }, DomainJson.Options);
    }

    private static List<string> Events(APledge pledge) =>
        [
            .. pledge
                .Happened.Where(e =>
                    Audience.Of(e as IConfidentialEvent, Disclosure.Public, "NLD").Includes(Actor.Anonymous)
                )
                .Select(e => e.GetType().Name),
        ];

    private static APledge Public(params decimal[] quantities) =>
        APledge
            .From(Given.Offer([.. quantities.Select(Given.Shells)]) with { Disclosure = Disclosure.Public })
            .Accepted()
            .Formalised();

    private static Requirement Need(string id, Disclosure disclosure) =>
        ARequirement.From(id, ARequirement.Filing(1_000_000) with { Disclosure = disclosure }).Validated();
}
