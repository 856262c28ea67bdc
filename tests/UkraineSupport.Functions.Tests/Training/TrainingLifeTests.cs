using System.Text.Json.Nodes;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Backups;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Training;

/// <summary>From a course to its graduates, by HTTP, with a clock of the test's own.</summary>
public sealed class TrainingLifeTests
{
    private const string Dutch = TrainingLife.Dutch;
    private const string Danish = TrainingLife.Danish;
    private const string Coordinator = TrainingLife.Coordinator;
    private const string Ukraine = TrainingLife.Ukraine;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_course_to_graduates()
    {
        await using var world = await World.StartAsync(new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero));
        var life = new TrainingLife(world);
        var course = await life.CourseAsync();
        var pledge = await life.PledgeAsync(Dutch, 120);
        await RefusesAsync(life, course, pledge);

        var intake = await life.CreateAsync(Dutch, "training/intakes", TrainingLife.Schedule(course, pledge, 60));
        await life.IsListedAsync(course, intake);
        await SharesAsync(life, intake);
        var need = await AllocatesAsync(life, pledge, intake);
        await RunsAsync(life, intake);

        var shown = await life.ReadAsync(Dutch, $"training/intakes/{intake}");
        Assert.Equal(
            """{"nominated":90,"enrolled":80,"completed":70,"confirmed":68}""",
            shown["persons"]!.ToJsonString()
        );
        Assert.Equal("""{"allocated":100,"offered":100,"taken":80,"empty":20}""", shown["places"]!.ToJsonString());
        // 68 by 60 and 40 places: 41 and 27; the need was given the Dutch part.
        var required = await life.ReadAsync(Ukraine, $"requirements/{need}");
        Assert.Equal((41, 159), ((int)required["received"]!, (int)required["open"]!));
        Assert.Empty((await world.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
        await Lived.AssertStatesFollowAsync(world);
    }

    [Fact]
    public async Task Postponed_and_cancelled_the_need_is_open_again()
    {
        await using var world = await World.StartAsync(new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero));
        var life = new TrainingLife(world);
        var course = await life.CourseAsync();
        var pledge = await life.PledgeAsync(Dutch, 60);
        var intake = await life.CreateAsync(Dutch, "training/intakes", TrainingLife.Schedule(course, pledge, 60));
        var need = await AllocatesAsync(life, pledge, intake);
        var later = new
        {
            reason = "x",
            start = "2027-03-29",
            end = "2027-04-30",
            nominationDeadline = "2027-03-01",
        };
        await life.StepAsync(Dutch, $"training/intakes/{intake}/postponement", later);
        Assert.Equal(200, (int)(await life.ReadAsync(Ukraine, $"requirements/{need}"))["open"]!);
        var line = (await life.ReadAsync(Dutch, $"pledges/{pledge}"))["lines"]![0]!;
        Assert.Equal(60, (int)line["allocated"]!);

        await life.StepAsync(Dutch, $"training/intakes/{intake}/cancellation", new { reason = "x" });
        line = (await life.ReadAsync(Dutch, $"pledges/{pledge}"))["lines"]![0]!;
        Assert.Equal(0, (int)line["allocated"]!);
        Assert.Equal("Cancelled", (string?)(await life.ReadAsync(Ukraine, $"training/intakes/{intake}"))["status"]);
    }

    private static async Task RefusesAsync(TrainingLife life, string course, string pledge)
    {
        var wish = TrainingLife.Schedule(course, pledge, 60);
        Assert.Equal(403, (await life.PostAsync(Danish, "training/courses", TrainingLife.Course)).Status);
        Assert.Equal(403, (await life.PostAsync(Coordinator, "training/intakes", wish)).Status);
        Assert.Equal(401, (await life.PostAsync(null, "training/intakes", wish)).Status);
        var unknown = TrainingLife.Schedule("course-00000000000000000000000000000000", pledge, 60);
        var refused = await life.PostAsync(Dutch, "training/intakes", unknown);
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains("/courseId", StringComparison.Ordinal)));
        refused = await life.PostAsync(Dutch, "training/intakes", TrainingLife.Schedule(course, "pledge-1", 60));
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains("/pledge", StringComparison.Ordinal)));
        refused = await life.PostAsync(Dutch, "training/intakes", TrainingLife.Schedule(course, pledge, 61, times: 2));
        Assert.Equal((409, true), (refused.Status, refused.Body.Contains("over-commitment", StringComparison.Ordinal)));
        Assert.Equal(400, (await life.World.GetAsync(Dutch, "training/intakes?start=2027-13")).Status);
        Assert.Equal(400, (await life.World.GetAsync(Dutch, "training/intakes?language=Ukrainian")).Status);
    }

    private static async Task SharesAsync(TrainingLife life, string intake)
    {
        var danish = await life.PledgeAsync(Danish, 40);
        var wish = new
        {
            pledge = danish,
            line = 1,
            places = 40,
        };
        Assert.Equal(403, (await life.PostAsync(Dutch, $"training/intakes/{intake}/shares", wish)).Status);
        Assert.Equal(201, (await life.PostAsync(Danish, $"training/intakes/{intake}/shares", wish, "share")).Status);
        // Sent again under the same key it is the same.
        var again = await life.PostAsync(Danish, $"training/intakes/{intake}/shares", wish, "share");
        Assert.Equal((201, 100), (again.Status, (int)JsonNode.Parse(again.Body)!["places"]!["allocated"]!));
        await life.StepAsync(
            "donor:NOR",
            $"training/intakes/{intake}/contributions",
            new
            {
                donor = "NOR",
                kind = "kit",
                quantity = 100,
            }
        );
        var series = await life.PostAsync(Danish, $"training/intakes/{intake}/shares", wish with { places = 1 });
        Assert.Equal(409, series.Status);
    }

    private static async Task<string> AllocatesAsync(TrainingLife life, string pledge, string intake)
    {
        var need = await life.CreateAsync(
            Ukraine,
            "requirements",
            new
            {
                title = "Infantry for the summer",
                capability = "TRAIN-BASIC",
                quantity = 200,
                priority = 1,
                requiredBy = "2027-06-01",
            }
        );
        await life.StepAsync(Coordinator, $"requirements/{need}/validation", new { decision = "accept", reason = "x" });
        await life.StepAsync(
            Coordinator,
            $"pledges/{pledge}/allocations",
            new
            {
                line = 1,
                quantity = 60,
                requirement = need,
                intake,
            },
            201
        );
        Assert.Equal(149, (int)(await life.ReadAsync(Ukraine, $"requirements/{need}"))["open"]!);
        return need;
    }

    private static async Task RunsAsync(TrainingLife life, string intake)
    {
        var path = $"training/intakes/{intake}";
        await life.WatchAsync(intake);
        Assert.Equal(403, (await life.PostAsync(Dutch, $"{path}/nominations", new { nominated = 90 })).Status);
        await life.StepAsync(Ukraine, $"{path}/nominations", new { nominated = 90 });
        await life.StepAsync(Dutch, $"{path}/confirmation", new { accepted = 85 });
        life.World.Time.SetUtcNow(new(2027, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await life.StepAsync(Dutch, $"{path}/start", new { enrolled = 80, on = "2027-03-01" });
        var results = new
        {
            completed = 70,
            droppedOut = 6,
            failed = 4,
        };
        Assert.Equal(409, (await life.PostAsync(Dutch, $"{path}/results", results)).Status);
        life.World.Time.SetUtcNow(new(2027, 4, 3, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(422, (await life.PostAsync(Dutch, $"{path}/results", results with { completed = 71 })).Status);
        await life.StepAsync(Dutch, $"{path}/results", results);
        await life.StepAsync(
            Ukraine,
            $"{path}/graduates",
            new { confirmed = 68, discrepancy = "Two stay as trainers" }
        );
        Assert.Equal(428, (await life.World.SendAsync(Dutch, "POST", $"{path}/results", results, null, null)).Status);
        Assert.Equal(
            412,
            (await life.World.SendAsync(Dutch, "POST", $"{path}/results", results, null, "\"1\"")).Status
        );
    }
}
