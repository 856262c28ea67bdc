using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Tests.Training;

/// <summary>Courses, pledges and intakes by HTTP, with a clock of the test's own.</summary>
internal sealed class TrainingLife(World world)
{
    public const string Dutch = "donor:NLD";
    public const string Danish = "donor:DNK";
    public const string Coordinator = "coordinator:GBR";
    public const string Ukraine = "recipient:UKR";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static object Course { get; } = new
    {
        provider = "NLD",
        capability = "TRAIN-BASIC",
        title = "Basic infantry",
        programme = "Interflex",
        level = "basic",
        language = "uk",
        weeks = 5,
        places = 100,
        country = "GBR",
        completionRate = 0.85,
    };

    public World World => world;

    public static object Schedule(string course, string pledge, int places, int? times = null) =>
        new
        {
            courseId = course,
            pledge,
            line = 1,
            places,
            start = "2027-03-01",
            end = "2027-04-02",
            nominationDeadline = "2027-02-01",
            repeat = times is null ? null : new { everyWeeks = 6, times },
        };

    public Task<string> CourseAsync() => CreateAsync(Dutch, "training/courses", Course);

    public async Task<string> PledgeAsync(string donor, int places)
    {
        var pledge = await CreateAsync(
            donor,
            "pledges",
            new
            {
                donor = donor[^3..],
                kind = "training",
                title = "Places",
                validUntil = "2027-12-01",
                lines = new[]
                {
                    new
                    {
                        capability = "TRAIN-BASIC",
                        quantity = places,
                        deliverBy = "2027-12-01",
                        unitValue = 20_000,
                        currency = "EUR",
                    },
                },
            }
        );
        await StepAsync(Coordinator, $"pledges/{pledge}/review", new { decision = "accept", reason = "x" });
        await StepAsync(
            donor,
            $"pledges/{pledge}/formalisation",
            new
            {
                instrument = "letter",
                legalReference = "1",
                signedOn = "2027-01-03",
            }
        );
        return pledge;
    }

    public Task<WorldAnswer> PostAsync(string? who, string path, object body, string? key = null) =>
        world.SendAsync(who, "POST", path, body, key);

    public async Task<string> CreateAsync(string who, string path, object body)
    {
        var made = await PostAsync(who, path, body);
        Assert.True(made.Status == 201, made.Body);
        await world.DispatchAsync();
        return made.Location!.Split('/')[^1];
    }

    public async Task StepAsync(string who, string path, object body, int status = 200)
    {
        var answer = await PostAsync(who, path, body);
        Assert.True(answer.Status == status, $"{path}: {answer.Body}");
        await world.DispatchAsync();
    }

    public async Task<JsonNode> ReadAsync(string who, string path)
    {
        var answer = await world.GetAsync(who, path);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    public async Task IsListedAsync(string course, string intake)
    {
        foreach (
            var query in (string[])
                ["", $"?course={course}", "?language=uk&country=GBR", "?start=2027-03", "?status=Scheduled"]
        )
        {
            var found = await ReadAsync(Danish, $"training/intakes{query}");
            Assert.Equal(intake, (string?)found["items"]!.AsArray().Single()!["id"]);
        }

        Assert.Empty((await ReadAsync(Danish, "training/intakes?start=2027-04"))["items"]!.AsArray());
        Assert.Single((await ReadAsync(Danish, "training/courses?level=basic&language=uk"))["items"]!.AsArray());
        var anonymous = await world.GetAsync(null, "training/intakes");
        Assert.Empty(JsonNode.Parse(anonymous.Body)!["items"]!.AsArray());
        Assert.Equal(404, (await world.GetAsync(null, $"training/intakes/{intake}")).Status);
        Assert.Equal(404, (await world.GetAsync(null, $"training/courses/{course}/history")).Status);
        Assert.True((bool)(await ReadAsync(Danish, $"training/intakes/{intake}/history"))["chain"]!["intact"]!);
    }

    /// <summary>The deadlines that have come by now.</summary>
    public async Task WatchAsync(string intake)
    {
        var activities = ActivatorUtilities.CreateInstance<IntakeActivities>(world.Get<IServiceProvider>());
        while ((await activities.ReadIntake(intake, Cancel)).Next is { } next && next.At <= world.Time.GetUtcNow())
            await activities.ReachIntakeDeadline(new(intake, next), Cancel);
        await world.DispatchAsync();
    }
}
