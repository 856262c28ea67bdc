using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Backfill;

/// <summary>
/// From a halt of US deliveries to the gap that it leaves, those who are asked to close it, and the plan that closes
/// it.
/// </summary>
public sealed class BackfillJourneyTests(OwnApp own) : IClassFixture<OwnApp>
{
    private readonly TestApp app = own.App;

    [Fact]
    public async Task A_halt_opens_a_gap_and_a_confirmed_plan_closes_it_until_a_donor_withdraws()
    {
        await app.ExpectAsync("AMMO-155", 3, 100);
        (await app.Coordinator.CreateAsync("us-deliveries/signals", GapSteps.Halt("AMMO-155"))).Expect(201);
        var gap = await app.UntilGapAsync("AMMO-155", "the gap is open", g => g.Open == 300);
        Assert.Equal(("Projected", 3), (gap.Status, gap.Months.Count));

        var dutch = await app.OfferAsync(gap.Id, "NLD", 160);
        await app.OfferAsync(gap.Id, "NOR", 160);
        var plan = await app.PlanAsync(
            new JsonObject { ["scope"] = new JsonObject { ["capabilities"] = new JsonArray("AMMO-155") } }
        );
        Assert.Equal((300m, true), (plan.Plan!.Allocations.Sum(a => a.Credit), plan.Summary!.ProvenOptimal));
        Assert.All(plan.Plan.Allocations, a => Assert.NotEmpty(a.Reasons));

        var confirmed = await app.ConfirmAsync(plan.Id);
        Assert.Equal((plan.Plan.Allocations.Count, 0), (confirmed.Made, confirmed.Gone.Count));
        gap = await app.UntilGapAsync("AMMO-155", "the gap is closed", g => g.Status == "Closed");
        Assert.Equal(["NLD", "NOR"], gap.Allies.Select(a => a.Donor).Order());
        Assert.Equal(300, gap.Months.Sum(m => m.Covered));
        Assert.Equal(["NLD", "NOR"], gap.Offers.Select(o => o.Donor).Order());

        (await app.Donor("NLD").ChangeAsync(dutch.Path(), "withdrawal", Bodies.Reason())).Expect(200);
        gap = await app.UntilGapAsync("AMMO-155", "the gap is open again", g => g.Status == "PartiallyBackfilled");
        Assert.Equal(["NOR"], gap.Allies.Select(a => a.Donor));

        // Recomputed with minimal change: Norway's part is not touched, and there is only its rest to add.
        var again = await app.PlanAsync(
            new JsonObject { ["scope"] = new JsonObject { ["capabilities"] = new JsonArray("AMMO-155") } }
        );
        var added = again.Plan!.Allocations.Sum(a => a.Credit);
        Assert.Equal(gap.Open - added, Assert.Single(again.Plan.Uncovered).Quantity);
        Assert.Contains("gap.reopened", (await app.ReadHistoryAsync($"gaps/{gap.Id}")).Select(e => e.Type));
    }

    [Fact]
    public async Task A_plan_on_stale_data_confirms_only_what_still_holds()
    {
        var requirement = await app.OpenRequirementAsync("TANK", 10);
        var pledge = await CommitAsync("POL", "TANK", 10);
        var scope = new JsonObject { ["scope"] = new JsonObject { ["needs"] = new JsonArray(requirement.Id) } };
        var plan = await app.PlanAsync(scope);
        Assert.Equal(10, Assert.Single(plan.Plan!.Allocations).Quantity);
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 1))).Expect(
            201
        );

        var confirmed = await app.ConfirmAsync(plan.Id);
        Assert.Equal((0, 1), (confirmed.Made, confirmed.Gone.Count));
        Assert.Contains("9 vehicles left", confirmed.Gone[0].Why, StringComparison.Ordinal);
        Assert.Equal(1, (await app.ReadRequirementAsync(requirement.Id)).Allocated);
    }

    [Fact]
    public async Task Plans_confirmed_at_once_neither_over_allocate_nor_cover_twice()
    {
        var requirements = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.OpenRequirementAsync("IFV", 50)));
        var pledges = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => CommitAsync(new[] { "DNK", "SWE", "FIN", "EST", "CZE" }[i], "IFV", 30))
        );
        var scope = new JsonObject { ["scope"] = new JsonObject { ["capabilities"] = new JsonArray("IFV") } };
        var plans = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => app.PlanAsync((JsonObject)scope.DeepClone()))
        );
        Assert.Single(
            plans
                .Select(p => string.Join(';', p.Plan!.Allocations.Select(a => $"{a.Pledge} {a.Need} {a.Quantity}")))
                .Distinct()
        );

        var confirmed = await Task.WhenAll(plans.Select(p => app.ConfirmAsync(p.Id)));
        Assert.Equal(4 * plans[0].Plan!.Allocations.Count, confirmed.Sum(c => c.Made + c.Gone.Count));
        foreach (var pledge in pledges)
        {
            var line = (await app.ReadPledgeAsync(pledge.Id)).Lines[0];
            Assert.InRange(line.Allocated, 0, line.Committed);
        }

        var covered = await Task.WhenAll(requirements.Select(r => app.ReadRequirementAsync(r.Id)));
        Assert.All(covered, r => Assert.InRange(r.Allocated, 0, r.Quantity));
        Assert.Equal(150, covered.Sum(r => r.Allocated));
    }

    [Fact]
    public async Task A_replenishment_takes_part_and_is_no_support_to_Ukraine()
    {
        var gave = await CommitAsync("POL", "ATGM", 40);
        var front = await app.OpenRequirementAsync("ATGM", 40);
        (await app.Coordinator.ChangeAsync(gave.Path(), "allocations", Bodies.Allocation(front.Id, 40))).Expect(201);
        (await app.Donor("POL").ChangeAsync(gave.Path(), "deliveries", Bodies.Delivery(40))).Expect(201);
        (await app.Donor("POL").ChangeAsync(gave.Path(), "deliveries/1/status", Bodies.Status("dispatched"))).Expect(
            200
        );
        var body = Bodies.Requirement("ATGM", 40);
        (body["kind"], body["givenBy"]) = ("replenishment", gave.Id);
        (await app.Donor("NLD").CreateAsync("requirements", body.DeepClone())).Expect(422);
        var need = (await app.Donor("POL").CreateAsync("requirements", body)).Expect(201).Read<RequirementView>();
        (await app.Coordinator.ChangeAsync(need.Path(), "validation", Bodies.Decision("accept"))).Expect(200);
        await CommitAsync("GBR", "ATGM", 40);

        var plan = await app.PlanAsync(
            new JsonObject { ["scope"] = new JsonObject { ["needs"] = new JsonArray(need.Id) } }
        );
        Assert.Equal(("GBR", 40m), (Assert.Single(plan.Plan!.Allocations).Donor, plan.Plan.Allocations[0].Quantity));
        await app.ConfirmAsync(plan.Id);
        await Poll.UntilAsync(
            "the support of the two is Poland's alone",
            async () =>
            {
                var ledgers = (await app.Coordinator.GetAsync("insights/ledgers?capability=ATGM"))
                    .Expect(200)
                    .Read<Page<LedgerView>>()
                    .Items;
                return ledgers.Single(l => l.Donor == "GBR") is { Pledged: 40, Committed: 0, Allocated: 0 }
                    && ledgers.Single(l => l.Donor == "POL").Committed == 40;
            }
        );
        Assert.DoesNotContain(
            need.Id,
            (await app.Coordinator.ListAsync<RequirementView>("requirements?capability=ATGM")).Select(r => r.Id)
        );
        Assert.Contains(
            need.Id,
            (await app.Coordinator.ListAsync<RequirementView>("requirements?kind=replenishment")).Select(r => r.Id)
        );
    }

    [Fact]
    public async Task To_donors_and_the_public_there_are_no_plans()
    {
        var plan = await app.PlanAsync(
            new JsonObject { ["scope"] = new JsonObject { ["capabilities"] = new JsonArray("AAR") } }
        );
        foreach (
            var other in new[]
            {
                app.Donor("NLD"),
                app.Anonymous,
                app.CreateClient("observer", "NLD"),
                app.CreateClient("administrator"),
            }
        )
        {
            (await other.GetAsync($"backfill/plans/{plan.Id}")).Expect(404);
            Assert.Empty(await other.ListAsync<PlanView>("backfill/plans"));
        }

        (await app.Donor("NLD").CreateAsync("backfill/plans", new JsonObject())).Expect(403);
        (await app.Ukraine.GetAsync($"backfill/plans/{plan.Id}")).Expect(200);
        (await app.Ukraine.ChangeAsync($"backfill/plans/{plan.Id}", "confirmation", Bodies.Reason())).Expect(403);
        (
            await app.Coordinator.CreateAsync(
                "backfill/plans",
                new JsonObject { ["options"] = new JsonObject { ["ceiling"] = 2 } }
            )
        ).Expect(422);
        var failed = (
            await app.Coordinator.CreateAsync(
                "backfill/plans",
                new JsonObject { ["keep"] = $"plan-{new string('0', 32)}" }
            )
        )
            .Expect(202)
            .Read<PlanView>();
        Assert.NotNull((await app.UntilPlanAsync(failed.Id, "Failed")).Failure);
    }

    [Fact]
    public async Task The_id_of_another_kind_of_thing_is_not_found()
    {
        var (requirement, pledge) = (await app.OpenRequirementAsync("ASW", 5), await app.AnnounceAsync("NLD"));
        foreach (var path in new[] { "pledges", "gaps", "backfill/plans", "us-deliveries/signals" })
            (await app.Coordinator.GetAsync($"{path}/{requirement.Id}")).Expect(404);
        (await app.Coordinator.GetAsync($"requirements/{pledge.Id}")).Expect(404);
        (
            await app.Coordinator.PostAsync($"pledges/{requirement.Id}/review", Bodies.Decision("accept"), ifMatch: "*")
        ).Expect(404);
        var body = Bodies.Requirement("ASW", 1);
        (body["kind"], body["givenBy"]) = ("replenishment", requirement.Id);
        (await app.Donor("NLD").CreateAsync("requirements", body)).Expect(422);
    }

    private async Task<PledgeView> CommitAsync(string donor, string capability, decimal quantity)
    {
        var body = Bodies.Pledge(donor, "equipment", quantity);
        body["lines"]![0]!["capability"] = capability;
        var pledge = (await app.Donor(donor).CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        (await app.Donor(donor).ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation())).Expect(200);
        // Plans read the lists, which follow a moment later.
        await Poll.UntilAsync(
            "the commitment is listed",
            async () =>
                (await app.Coordinator.ListAsync<PledgeView>($"pledges?donor={donor}&status=Formalised")).Any(p =>
                    p.Id == pledge.Id
                )
        );
        return pledge;
    }

    /// <summary>A row of the ledgers, as far as it is looked at here.</summary>
    private sealed record LedgerView(string Donor, decimal Pledged, decimal Committed, decimal Allocated);
}
