using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Training;

/// <summary>From a place to those nominated for it, by HTTP and real orchestrations: the tour of docs/.</summary>
public sealed class TrainingTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task From_a_place_to_nominations_and_back()
    {
        var (pledge, intake) = await app.ScheduleIntakeAsync("NLD", 60);
        Assert.Equal(51, intake.Expected);
        var course = (await app.Donor("NLD").GetAsync(intake.Path)).Expect(200).Read<JsonObject>()["courseId"]!;
        var more = TrainingSteps.Schedule(course.GetValue<string>(), pledge.Id, 1);
        (await app.Donor("NLD").CreateAsync("training/intakes", more)).Expect(409);
        (await app.Anonymous.GetAsync(intake.Path)).Expect(404);

        var need = await AllocatedAsync(pledge, intake);
        // Its own orchestration opens nominations.
        await app.UntilIntakeAsync(intake.Path, "NominationOpen");
        (await app.Ukraine.ChangeAsync(intake.Path, "nominations", new JsonObject { ["nominated"] = 70 })).Expect(200);
        var confirmed = (
            await app.Donor("NLD").ChangeAsync(intake.Path, "confirmation", new JsonObject { ["accepted"] = 60 })
        )
            .Expect(200)
            .Read<IntakeView>();
        Assert.Equal(("Confirmed", 10), (confirmed.Status, confirmed.Waiting));
        var outcome = (await app.Anonymous.GetAsync("insights/training")).Expect(200).Read<JsonObject>();
        Assert.Equal(60, (int)outcome["donors"]![0]!["sums"]!["taken"]!);
        Assert.Empty(outcome["courses"]!.AsArray());

        (await app.Donor("NLD").ChangeAsync(intake.Path, "cancellation", Bodies.Reason())).Expect(200);
        await Poll.UntilAsync("the need is open again", async () => await OpenAsync(need) == 200);
        await app.UntilPledgeAsync(pledge.Id, "the places are free", p => p.Lines[0].Allocated == 0);
        Assert.Empty(await app.CheckReadModelsAsync());
    }

    private async Task<string> AllocatedAsync(PledgeView pledge, IntakeView intake)
    {
        var need = await app.OpenRequirementAsync("TRAIN-BASIC", 200);
        var wish = Bodies.Allocation(need.Id, 60);
        wish["intake"] = intake.Id;
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", wish)).Expect(201);
        Assert.Equal(149, await OpenAsync(need.Id));
        return need.Id;
    }

    private async Task<int> OpenAsync(string requirement) =>
        (int)(await app.Ukraine.GetAsync($"requirements/{requirement}")).Expect(200).Read<JsonObject>()["open"]!;
}
