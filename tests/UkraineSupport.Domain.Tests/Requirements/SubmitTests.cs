using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class SubmitTests
{
    private static readonly FileRequirement Filing = ARequirement.Filing(1000);

    private static Decision<RequirementEvent> Submitted(FileRequirement filing, Actor? actor = null) =>
        Submit.Decide("requirement-1", filing, actor ?? Given.Ukraine, Given.Now, Given.Deadlines);

    [Fact]
    public void What_is_filed_waits_for_validation_with_its_dates_set()
    {
        var requirement = ARequirement.From("requirement-1", Filing with { Title = " Shells " }).State;

        Assert.Equal(
            ("requirement-1", 1L, "Shells", RequirementStatus.Submitted),
            (requirement.Id, requirement.Version, requirement.Title, requirement.Status)
        );
        Assert.Equal(
            ("AMMO-155", 1000m, "rounds", 1),
            (requirement.Capability, requirement.Quantity, requirement.Unit, requirement.Priority)
        );
        Assert.Equal((Given.Now, Given.Now.AddDays(14)), (requirement.FiledAt, requirement.ValidationDue));
        Assert.Equal(
            new DateTimeOffset(2027, 5, 5, 0, 0, 0, TimeSpan.Zero).AddDays(-30),
            requirement.RequiredByReminderAt
        );
        Assert.Equal((Disclosure.Coalition, null), (requirement.Disclosure, requirement.Evidence));
        Assert.Equal(0, requirement.OpenQuantity);
        Assert.Null(requirement.Owner);
    }

    [Fact]
    public void Only_the_recipient_files() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Ukraine),
            actor => Assert.True(Submitted(Filing, actor).IsForbidden())
        );

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["/title", "/capability", "/quantity", "/priority", "/requiredBy", "/evidence/url"],
            Submitted(new("", "SHELLS", 0, 6, Given.Today.AddDays(-1), Evidence: new(EvidenceLevel.Documented))).Wrong()
        );

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Priority_is_1_to_5(int priority, bool accepted) =>
        Assert.Equal(
            accepted ? null : ["/priority"],
            Submitted(Filing with { Priority = priority }) is { Error: not null } d ? d.Wrong() : null
        );

    [Fact]
    public void A_requirement_may_be_due_today_but_not_yesterday()
    {
        Submitted(Filing with { RequiredBy = Given.Today }).Only<RequirementSubmitted>();
        Assert.Equal(["/requiredBy"], Submitted(Filing with { RequiredBy = Given.Today.AddDays(-1) }).Wrong());
        Assert.Equal(["/requiredBy"], Submitted(Filing with { RequiredBy = DateOnly.MaxValue }).Wrong());
    }

    [Fact]
    public void Quantity_and_unit_are_the_catalogues()
    {
        Submitted(Filing with { Unit = "rounds" }).Only<RequirementSubmitted>();
        Assert.Equal(["/unit"], Submitted(Filing with { Unit = "pieces" }).Wrong());
        Assert.Equal(["/quantity"], Submitted(Filing with { Quantity = 0.5m }).Wrong());
    }

    [Theory]
    [InlineData("AMMO-122", 0.5, null)]
    [InlineData("AMMO-122", 1000.0, null)]
    [InlineData("AMMO-122", 0.0001, null)]
    [InlineData("AMMO-122", 0.00001, "/factor")]
    [InlineData("AMMO-122", 0.0, "/factor")]
    [InlineData("AMMO-122", -1.0, "/factor")]
    [InlineData("AMMO-122", 1000.1, "/factor")]
    [InlineData("AMMO-155", 1.0, "/capability")]
    [InlineData("AMMO-120", 1.0, "/capability")]
    public void A_substitute_is_another_capability_with_a_factor(string capability, double factor, string? wrong)
    {
        var decision = Submitted(
            Filing with
            {
                Substitutes = [new("AMMO-MORTAR", 1), new(capability, (decimal)factor)],
            }
        );
        if (wrong is null)
            decision.Only<RequirementSubmitted>();
        else
            Assert.Equal([$"/substitutes/1{wrong}"], decision.Wrong());
    }

    [Fact]
    public void Each_substitute_is_named_once_and_there_are_at_most_20()
    {
        Assert.Equal(
            ["/substitutes"],
            Submitted(Filing with { Substitutes = [new("AMMO-122", 1), new("AMMO-122", 2)] }).Wrong()
        );
        var many = Domain
            .Catalog.CapabilityCatalog.All.Where(c => c.Code != "AMMO-155")
            .Select(c => new Substitute(c.Code, 1))
            .ToList();
        Submitted(Filing with { Substitutes = many[..20] }).Only<RequirementSubmitted>();
        Assert.Equal(["/substitutes"], Submitted(Filing with { Substitutes = many[..21] }).Wrong());
    }

    [Fact]
    public void What_supports_it_is_kept_and_no_substitutes_are_none()
    {
        var submitted = Submitted(
                Filing with
                {
                    Evidence = new(EvidenceLevel.Documented, "https://example.org"),
                    Substitutes = null,
                }
            )
            .Only<RequirementSubmitted>();
        Assert.Equal(EvidenceLevel.Documented, submitted.Evidence!.Level);
        Assert.Empty(submitted.Substitutes);
    }
}
