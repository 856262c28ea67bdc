using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>Named, somebody's, before the board, out of the way.</summary>
public class BottlenecksTests
{
    private static readonly DateOnly Due = new(2027, 3, 31);

    [Fact]
    public void From_opened_to_closed()
    {
        var agreement = AnAgreement.Planned(12, 100).Opened(BottleneckKind.Material, 20, "RDX");
        agreement.Do(a => Bottlenecks.Assign(a, 1, new("NLD", Due), false, Given.Coordinator, Given.Now));
        agreement.Do(a => Bottlenecks.Escalate(a, 1, "x", Given.Dutch, AnAgreement.Board, Given.Now));
        Bottlenecks.Escalate(agreement, 1, "x", Given.Dutch, AnAgreement.Board, Given.Now).IsNothing();
        Assert.Equal(
            ("NLD", Due, Given.Now),
            (
                agreement.State.Bottleneck(1)!.Assigned,
                agreement.State.Bottleneck(1)!.Due,
                agreement.State.Bottleneck(1)!.EscalatedAt
            )
        );
        agreement.Do(a => Bottlenecks.Close(a, 1, new("Bought elsewhere"), Given.Dutch, Given.Now));
        Assert.Equal(
            (false, "Bought elsewhere"),
            (agreement.State.Bottleneck(1)!.IsOpen, agreement.State.Bottleneck(1)!.Done)
        );
        Assert.Equal(
            "bottleneck-closed",
            Bottlenecks.Close(agreement, 1, new("x"), Given.Danish, Given.Now).Conflict()
        );
    }

    [Fact]
    public void What_the_system_opened_is_named_when_it_is_assigned()
    {
        var agreement = AnAgreement.Planned(12, 100).Made(new(2027, 1), 10);
        var named = new AssignBottleneck("DNK", Due, BottleneckKind.Component, "Seeker", 50);
        agreement.Do(a => Bottlenecks.Assign(a, 1, named, false, Given.Danish, agreement.Now));
        Assert.Equal(
            (BottleneckKind.Component, "Seeker", 50m),
            (
                agreement.State.Bottleneck(1)!.Kind,
                agreement.State.Bottleneck(1)!.Item,
                agreement.State.Bottleneck(1)!.CostsAMonth
            )
        );
        Bottlenecks.Assign(agreement, 1, named, false, Given.Danish, agreement.Now).IsNothing();
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        var agreement = AnAgreement.Planned(12, 100).Opened(BottleneckKind.Workforce, 20);
        string[] Opened(OpenBottleneck wish) =>
            Bottlenecks.Open(agreement, wish, false, Given.Danish, Given.Now).Wrong();
        var wish = new OpenBottleneck(BottleneckKind.Material, "x", 10, "RDX");
        Assert.Equal(["/item"], Opened(wish with { Item = null }));
        Assert.Equal(["/text"], Opened(wish with { Text = "" }));
        Assert.Equal(["/since"], Opened(wish with { Since = new(2027, 2) }));
        Assert.Equal(["/kind"], Opened(wish with { Kind = BottleneckKind.Undetermined }));
        Assert.Equal(["/costsAMonth"], Opened(wish with { CostsAMonth = 0 }));
        Assert.Equal(["/requirement"], Opened(wish with { Requirement = "requirement-1" }));
        Assert.Equal(
            ["/requirement"],
            Opened(wish with { Kind = BottleneckKind.Workforce, Requirement = "requirement-1" })
        );
        string[] Assigned(AssignBottleneck assign) =>
            Bottlenecks.Assign(agreement, 1, assign, false, Given.Danish, Given.Now).Wrong();
        Assert.Equal(["/assigned"], Assigned(new("XXX", Due)));
        Assert.Equal(["/due"], Assigned(new("DNK", Given.Today.AddDays(-1))));
        Assert.Equal(["/due"], Assigned(new("DNK", new(2029, 1, 1))));
        Assert.Equal(["/item"], Assigned(new("DNK", Due, BottleneckKind.Component)));
        Assert.IsType<Decisions.NotFound>(Bottlenecks.Close(agreement, 2, new("x"), Given.Danish, Given.Now).Error);
    }

    [Fact]
    public void Who_opens_and_who_sees_to_it()
    {
        var agreement = AnAgreement.Planned(12, 100).Opened(BottleneckKind.Capacity, 20);
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var isParty = actor == Given.Danish || actor == Given.Ukraine;
                var wish = new OpenBottleneck(BottleneckKind.Finance, "x", 1);
                Assert.Equal(!isParty, Bottlenecks.Open(agreement, wish, false, actor, Given.Now).IsForbidden());
                var closed = Bottlenecks.Close(agreement, 1, new("x"), actor, Given.Now);
                Assert.Equal(!isParty && actor != Given.Coordinator, closed.IsForbidden());
            }
        );
    }

    [Fact]
    public void A_workforce_bottleneck_asks_for_training_places()
    {
        var agreement = AnAgreement.Planned(12, 100);
        var wish = new OpenBottleneck(BottleneckKind.Workforce, "Welders", 10, Requirement: "requirement-1");
        var opened = Bottlenecks
            .Open(agreement, wish, isTraining: true, Given.Ukraine, Given.Now)
            .Only<AgreementBottleneckOpened>();
        Assert.Equal(("requirement-1", "UKR"), (opened.Bottleneck.Requirement, opened.Bottleneck.OpenedBy));
    }

    [Fact]
    public void What_has_ended_competes_for_nothing()
    {
        var ended = AnAgreement.Funded().Opened(BottleneckKind.Material, 20, "RDX");
        ended.Do(a => Stopping.Terminate(a, new("x"), Given.Danish, Given.Now));
        var going = AnAgreement.Funded().Opened(BottleneckKind.Material, 20, "RDX").State with { Id = "agreement-2" };
        var demand = Assert.Single(Demand.Of([ended, going]));
        Assert.Equal((false, "agreement-2"), (demand.IsCompeting, Assert.Single(demand.Lines).Agreement));
    }
}
