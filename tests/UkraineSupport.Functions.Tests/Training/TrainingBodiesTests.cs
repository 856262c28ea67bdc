using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.Disclosures;
using static UkraineSupport.Functions.Tests.Training.TrainingLife;

namespace UkraineSupport.Functions.Tests.Training;

/// <summary>What an intake's later routes refuse, each when its turn has come: numbers that cannot be.</summary>
public sealed class TrainingBodiesTests
{
    private const int Most = int.MaxValue;

    [Fact]
    public async Task Numbers_that_cannot_be_are_refused_at_their_field_and_leave_no_trace()
    {
        await using var world = await World.StartAsync(new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero));
        var life = new TrainingLife(world);
        var course = await life.CourseAsync();
        var pledge = await life.PledgeAsync(Dutch, 60);
        var intake = await life.CreateAsync(Dutch, "training/intakes", Schedule(course, pledge, 60));
        var path = $"training/intakes/{intake}";
        var danish = await life.PledgeAsync(Danish, 40);

        await RefusesAsync(
            life,
            (Danish, $"{path}/shares", 201),
            new()
            {
                ["pledge"] = danish,
                ["line"] = 1,
                ["places"] = 40,
            },
            ("pledge", null),
            ("pledge", "pledge-1"),
            ("pledge", 1),
            ("line", null),
            ("line", 0),
            ("line", 2),
            ("places", null),
            ("places", 0),
            ("places", -1),
            ("places", 1.5),
            ("places", "40")
        );

        await life.WatchAsync(intake);
        await life.StepAsync(Ukraine, $"{path}/nominations", new { nominated = 90 });
        await life.StepAsync(Dutch, $"{path}/confirmation", new { accepted = 85 });
        world.Time.SetUtcNow(new(2027, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await RefusesAsync(
            life,
            (Dutch, $"{path}/start", 200),
            new() { ["enrolled"] = 80, ["on"] = "2027-03-01" },
            ("enrolled", null),
            ("enrolled", 0),
            ("enrolled", -80),
            ("enrolled", 86),
            ("enrolled", Most),
            ("enrolled", "80"),
            ("on", null),
            ("on", "2027-02-28"),
            ("on", "2027-02-29"),
            ("on", "2027-03-03"),
            ("on", "2027-04-03"),
            ("on", 1)
        );

        world.Time.SetUtcNow(new(2027, 4, 3, 8, 0, 0, TimeSpan.Zero));
        await RefusesAsync(
            life,
            (Dutch, $"{path}/results", 200),
            new()
            {
                ["completed"] = 70,
                ["droppedOut"] = 6,
                ["failed"] = 4,
            },
            ("completed", null),
            ("completed", -70),
            ("completed", 71),
            ("completed", 81),
            ("completed", Most),
            ("droppedOut", null),
            ("droppedOut", -6),
            ("droppedOut", Most),
            ("failed", null),
            ("failed", 3),
            ("failed", 4.5),
            ("reason", new string('x', 2001))
        );

        await RefusesAsync(
            life,
            (Ukraine, $"{path}/graduates", 200),
            new() { ["confirmed"] = 68, ["discrepancy"] = "Two stay as trainers" },
            ("confirmed", null),
            ("confirmed", -1),
            ("confirmed", 71),
            ("confirmed", Most),
            ("confirmed", "68"),
            ("discrepancy", null),
            ("discrepancy", " "),
            ("discrepancy", new string('x', 2001))
        );
    }

    /// <summary>The body with one field put wrong (null: left out) is refused for that; then it is taken.</summary>
    private static async Task RefusesAsync(
        TrainingLife life,
        (string Who, string Path, int Status) route,
        JsonObject good,
        params (string Field, JsonNode? Value)[] wrong
    )
    {
        var intake = route.Path[..route.Path.LastIndexOf('/')];
        var before = (await life.ReadAsync(Ukraine, intake)).ToJsonString();
        foreach (var (field, value) in wrong)
        {
            var bad = good.DeepClone().AsObject();
            bad.Remove(field);
            if (value is not null)
                bad[field] = value;
            var answer = await life.PostAsync(route.Who, route.Path, bad);
            Assert.True(
                answer.Status is 400 or 422,
                $"{route.Path} {bad.ToJsonString()}: {answer.Status} {answer.Body}"
            );
            var problem = JsonNode.Parse(answer.Body)!;
            Assert.True(((string?)problem["detail"])?.Length > 0, answer.Body);
            // Results that do not add up are wrong together.
            var named = answer.Body.Contains(field, StringComparison.Ordinal);
            Assert.True(named || answer.Body.Contains("who began", StringComparison.Ordinal), answer.Body);
        }

        Assert.Equal(before, (await life.ReadAsync(Ukraine, intake)).ToJsonString());
        await life.StepAsync(route.Who, route.Path, good, route.Status);
    }
}
