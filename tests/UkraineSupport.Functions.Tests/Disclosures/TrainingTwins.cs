using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// One life of an intake in two worlds: with and without a restricted intake of another nation, and a restricted need
/// that is given the graduates. Who may not see them reads the same in both.
/// </summary>
public sealed class TrainingTwins
{
    private static readonly string?[] Callers = [null, "observer", "observer:POL", "donor:DNK", "administrator"];

    [Fact]
    public async Task Nothing_that_others_read_differs_with_and_without_what_is_restricted()
    {
        var now = new DateTimeOffset(2027, 1, 4, 12, 0, 0, TimeSpan.Zero);
        await using var with = new Life(await World.StartAsync(now), secret: true);
        await using var without = new Life(await World.StartAsync(now), secret: false);
        await with.LiveAsync();
        await without.LiveAsync();

        foreach (var caller in Callers)
        {
            foreach (var path in with.Paths)
                Assert.Equal(
                    $"{caller} {path} {CoalitionTwins.Masked(await without.World.GetAsync(caller, path))}",
                    $"{caller} {path} {CoalitionTwins.Masked(await with.World.GetAsync(caller, path))}"
                );
        }

        // What is there is there, for those who see all.
        var all = await with.World.GetAsync("coordinator:GBR", "training/intakes");
        Assert.Equal(2, JsonNode.Parse(all.Body)!["items"]!.AsArray().Count);
        var course = await with.World.GetAsync("coordinator:GBR", "insights/training");
        Assert.Equal(2, JsonNode.Parse(course.Body)!["courses"]!.AsArray().Count);
    }

    private sealed class Life(World world, bool secret) : IAsyncDisposable
    {
        private int _secrets;

        public World World => world;

        public List<string> Paths { get; } =
        [
            "pledges",
            "requirements",
            "training/courses",
            "training/intakes",
            "training/intakes?start=2027-03",
            "insights/training",
            "insights/ledgers",
        ];

        public ValueTask DisposeAsync() => world.DisposeAsync();

        public async Task LiveAsync()
        {
            var (pledge, intake) = await IntakeAsync("NLD", "coalition", hidden: false);
            var open = await NeedAsync("coalition", hidden: false);
            if (secret)
            {
                await IntakeAsync("NOR", "restricted", hidden: true);
                var need = await NeedAsync("restricted", hidden: true);
                var wish = new
                {
                    line = 1,
                    quantity = 60,
                    requirement = need,
                    intake,
                };
                await SendAsync("coordinator:GBR", $"pledges/{pledge}/allocations", wish, hidden: true, 201);
            }

            await WatchAsync(intake);
            await SendAsync("recipient:UKR", $"training/intakes/{intake}/nominations", new { nominated = 50 });
            await SendAsync("donor:NLD", $"training/intakes/{intake}/confirmation", new { accepted = 50 });
            world.Time.SetUtcNow(new(2027, 2, 20, 0, 0, 0, TimeSpan.Zero));
            await WatchAsync(intake);
            world.Time.SetUtcNow(new(2027, 3, 2, 0, 0, 0, TimeSpan.Zero));
            await SendAsync("donor:NLD", $"training/intakes/{intake}/start", new { enrolled = 48, on = "2027-03-01" });
            Paths.AddRange(
                ((string[])[$"pledges/{pledge}", $"training/intakes/{intake}", $"requirements/{open}"]).SelectMany(p =>
                    new[] { p, $"{p}/history" }
                )
            );
        }

        private async Task<(string Pledge, string Intake)> IntakeAsync(string donor, string disclosure, bool hidden)
        {
            var who = $"donor:{donor}";
            var line = new
            {
                capability = "TRAIN-BASIC",
                quantity = 60,
                deliverBy = "2027-12-01",
            };
            var offer = new
            {
                donor,
                kind = "training",
                title = "Places",
                validUntil = "2027-12-01",
                disclosure = hidden ? disclosure : "public",
                lines = new[] { line },
            };
            var pledge = await SendAsync(who, "pledges", offer, hidden, 201);
            var accept = new { decision = "accept", reason = "x" };
            await SendAsync("coordinator:GBR", $"pledges/{pledge}/review", accept, hidden);
            var signed = new
            {
                instrument = "letter",
                legalReference = "1",
                signedOn = "2027-01-03",
            };
            await SendAsync(who, $"pledges/{pledge}/formalisation", signed, hidden);
            var course = new
            {
                provider = donor,
                capability = "TRAIN-BASIC",
                title = "Infantry",
                level = "basic",
                language = "uk",
                weeks = 5,
                places = 60,
                country = "GBR",
                completionRate = 0.85,
                disclosure,
            };
            var courseId = await SendAsync(who, "training/courses", course, hidden, 201);
            var wish = new
            {
                courseId,
                pledge,
                line = 1,
                places = 60,
                start = "2027-03-01",
                end = "2027-04-02",
                nominationDeadline = "2027-02-01",
                disclosure,
            };
            return (pledge, await SendAsync(who, "training/intakes", wish, hidden, 201));
        }

        private async Task<string> NeedAsync(string disclosure, bool hidden)
        {
            var wish = new
            {
                title = "Infantry",
                capability = "TRAIN-BASIC",
                quantity = 200,
                priority = hidden ? 1 : 2,
                requiredBy = "2027-06-01",
                disclosure,
            };
            var need = await SendAsync("recipient:UKR", "requirements", wish, hidden, 201);
            var accept = new { decision = "accept", reason = "x" };
            await SendAsync("coordinator:GBR", $"requirements/{need}/validation", accept, hidden);
            return need;
        }

        /// <summary>What is secret has keys of its own, so that all else has the same ids in both worlds.</summary>
        private async Task<string> SendAsync(
            string who,
            string path,
            object body,
            bool hidden = false,
            int status = 200
        )
        {
            var key = hidden ? $"secret-{++_secrets}" : null;
            var answer = await world.SendAsync(who, "POST", path, body, key);
            Assert.True(answer.Status == status, $"{path}: {answer.Body}");
            await world.DispatchAsync();
            return answer.Location?.Split('/')[^1] ?? "";
        }

        private async Task WatchAsync(string intake)
        {
            var activities = ActivatorUtilities.CreateInstance<IntakeActivities>(world.Get<IServiceProvider>());
            while ((await activities.ReadIntake(intake, default)).Next is { } next && next.At <= world.Time.GetUtcNow())
                await activities.ReachIntakeDeadline(new(intake, next), default);
            await world.DispatchAsync();
        }
    }
}
