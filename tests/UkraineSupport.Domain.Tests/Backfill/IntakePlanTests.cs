using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>
/// Training in plans and shares: 60 of 100 places in an intake that ends on 2 April, 51 of whom are expected to
/// graduate.
/// </summary>
public class IntakePlanTests
{
    private const string Training = "TRAIN-BASIC";

    private static readonly SupplyLine Intake = A.Line("p1", 51, capability: Training, lot: 51) with
    {
        DeliverBy = AnIntake.End,
        AvailableFrom = AnIntake.End,
        Intake = "intake-0",
        CourseId = AnIntake.CourseId,
    };

    [Fact]
    public void An_intake_is_a_lot_of_persons_on_its_last_day_beside_the_rest_of_its_line()
    {
        var lines = SupplyLine.Of(AnIntake.Scheduled().Pledge).ToList();
        Assert.Equal([(null, 40m, null), ("intake-0", 51m, 51m)], lines.Select(l => (l.Intake, l.Free, l.Lot)));
        Assert.Equal((AnIntake.End, AnIntake.End), (lines[1].AvailableFrom, lines[1].DeliverBy));
        // 60 places of 20,000 EUR for 51 persons.
        Assert.Equal((20_000m, 23_529.41m), (lines[0].UnitValueEur, lines[1].UnitValueEur));
    }

    [Fact]
    public void It_is_planned_whole_or_not_at_all()
    {
        Assert.Equal(["p1/1 51 > r1"], A.Plan([Intake], Persons("r1", 51)).Parts());
        var small = A.Plan([Intake], Persons("r1", 50));
        Assert.Empty(small.Allocations);
        Assert.Equal(50, Assert.Single(small.Uncovered).Quantity);
        // Two needs do not share one, and of two intakes of a line each is for one need.
        Assert.Single(A.Plan([Intake], Persons("r1", 60), Persons("r2", 60)).Allocations);
        var two = A.Plan([Intake, Intake with { Intake = "intake-1" }], Persons("r1", 60), Persons("r2", 60));
        Assert.Equal(["intake-0", "intake-1"], two.Allocations.Select(a => a.Intake).Order());
        Assert.Equal(["r1", "r2"], two.Allocations.Select(a => a.Need).Order());
    }

    [Fact]
    public void It_counts_from_its_last_day()
    {
        var need = Persons("r1", 60);
        Assert.Single(A.Plan([Intake], need with { NeededBy = AnIntake.End }).Allocations);
        Assert.Empty(A.Plan([Intake], need with { NeededBy = AnIntake.End.AddDays(-1) }).Allocations);
        var planned = Assert.Single(A.Plan([Intake], need).Allocations);
        Assert.Equal((AnIntake.End, "intake-0", 51m), (planned.ArrivesBy, planned.Intake, planned.Credit));
        // A gap of the months before it waits for nobody who is not there yet.
        var gap = A.Gap("g1", 60, capability: Training) with
        {
            NeededBy = AnIntake.End.AddDays(-1),
        };
        Assert.Empty(A.Plan([Intake], gap).Allocations);
    }

    [Fact]
    public void One_course_asked_for_is_filled_by_its_intakes_alone_and_a_stock_by_none()
    {
        var rest = A.Line("p1", 40, capability: Training);
        var asked = Persons("r1", 91) with { CourseId = AnIntake.CourseId };
        Assert.Equal(["p1/1 51 > r1"], A.Plan([rest, Intake], asked).Parts());
        Assert.Empty(A.Plan([rest, Intake], asked with { CourseId = "course-2" }).Allocations);
        var stock = Persons("r1", 91) with { Kind = NeedKind.Replenishment, Donor = "DNK" };
        Assert.Equal(["p1/1 40 > r1"], A.Plan([rest, Intake], stock).Parts());
    }

    [Fact]
    public void What_was_planned_of_it_is_kept_whole()
    {
        var kept = new KeptAllocation("p1", 1, "r2", 51, "intake-0");
        var input = A.Input([Intake], Persons("r1", 60), Persons("r2", 60) with { Priority = 5 });
        var plan = A.Plan(input with { Kept = [kept] });
        Assert.Equal(("r2", 51m), (plan.Allocations.Single().Need, plan.Allocations.Single().Kept));
        var other = A.Plan(input with { Kept = [kept with { Intake = "intake-9" }] });
        Assert.Equal("r1", other.Allocations.Single().Need);
        Assert.Equal("intake-9", Assert.Single(other.Dropped).Intake);
    }

    [Fact]
    public void In_the_shares_it_counts_the_persons_that_the_need_counts()
    {
        var intake = AnIntake.Open();
        var need = ARequirement
            .Filed("requirement-1", ARequirement.Filing(200) with { Capability = Training }, null)
            .Validated();
        var wish = new AllocateLine(1, 60, need.State.Id, Intake: AnIntake.Id);
        intake.Pledged(Allocate.Decide(intake.Pledge, "a1", wish, need.State, Given.Coordinator));
        need.Asked(intake.Pledge, "a1");
        intake.Pledged(Allocate.Confirm(intake.Pledge, "a1"));
        Assert.Equal((200, 51), Share(need));
        // It is taken: the plan has the rest of the line, and nothing of it.
        Assert.Equal([(null, 40m)], SupplyLine.Of(intake.Pledge).Select(l => (l.Intake, l.Free)));

        intake.Nominated(55).Confirmed(55).Started(50).Graduated(44, 5, 1).Told();
        need.Followed(intake.Pledge, "a1");
        Assert.Equal((200, 44), Share(need));
    }

    private static (decimal Needed, decimal Covered) Share(Requirement need)
    {
        var share = Assert.Single(YearShare.Of([need], _ => true));
        Assert.Equal(
            (need.Quantity, share.ByDonor["NLD"]),
            (NeedShare.Of([need]).Single().Total, share.ByDonor["NLD"])
        );
        return (share.Needed, share.ByDonor["NLD"]);
    }

    private static Need Persons(string id, decimal open) => A.Requirement(id, open, capability: Training);
}
