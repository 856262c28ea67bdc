using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.EndToEnd.Http;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Training;

/// <summary>What the routes of training refuse, one after the other in the life of a course and its intakes.</summary>
public sealed class TrainingInputTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task A_bad_body_is_refused_with_a_reason_and_leaves_no_trace()
    {
        var donor = app.Donor("NLD");
        await Refusals.OfAnyAsync(new(app, donor, "training/courses", null, TrainingSteps.Course("NLD")));
        var course = await app.PublishCourseAsync("NLD");
        var amendment = Bodies.Reason();
        (amendment["title"], amendment["weeks"], amendment["completionRate"]) = ("Infantry", 6, 0.9);
        await OfAmendmentAsync(Stage($"training/courses/{course}", donor, "amendment", amendment));

        var pledge = await app.CommitPlacesAsync("NLD", 120);
        await Refusals.OfAnyAsync(
            new(app, donor, "training/intakes", pledge.Path(), Scheduled(course, pledge.Id)) { Reader = donor }
        );
        var intakes = (await donor.GetAsync("training/intakes?limit=5")).Expect(200).Read<IntakePage>();
        var intake = Assert.Single(intakes.Items).Path;

        // Its own orchestration opens nominations: nothing else comes in between after that.
        await app.UntilIntakeAsync(intake, "NominationOpen");
        var gift = new JsonObject
        {
            ["donor"] = "LTU",
            ["kind"] = "instructors",
            ["quantity"] = 5,
        };
        await Refusals.OfAnyAsync(Stage(intake, app.Donor("LTU"), "contributions", gift));
        var earlier = Bodies.Reason();
        (earlier["nominationDeadline"], earlier["capacity"]) = (Bodies.Day(19), 80);
        await OfAmendmentAsync(Stage(intake, donor, "amendment", earlier));
        await Refusals.OfAnyAsync(Stage(intake, app.Ukraine, "nominations", new() { ["nominated"] = 70 }));
        await Refusals.OfAnyAsync(Stage(intake, donor, "confirmation", new() { ["accepted"] = 40 }));
        var later = Bodies.Reason();
        (later["start"], later["end"]) = (Bodies.Day(50), Bodies.Day(91));
        later["nominationDeadline"] = Bodies.Day(30);
        await Refusals.OfAnyAsync(Stage(intake, donor, "postponement", later));
        // They begin anew.
        await app.UntilIntakeAsync(intake, "NominationOpen");
        await Refusals.OfAnyAsync(Stage(intake, donor, "cancellation", Bodies.Reason()));
    }

    /// <summary>An amendment leaves out what it does not change.</summary>
    private static Task OfAmendmentAsync(Stage stage) => Refusals.OfAnyAsync(stage, missing: ["reason"]);

    private static JsonObject Scheduled(string course, string pledge)
    {
        var body = TrainingSteps.Schedule(course, pledge, 60);
        // Six weeks by now.
        body["end"] = Bodies.Day(81);
        body["disclosure"] = "coalition";
        return body;
    }

    private Stage Stage(string aggregate, ApiClient caller, string step, JsonObject good) =>
        new(app, caller, $"{aggregate}/{step}", aggregate, good);
}
