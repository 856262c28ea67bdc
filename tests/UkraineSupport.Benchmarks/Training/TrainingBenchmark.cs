using System.Globalization;
using System.Text.Json;
using UkraineSupport.Benchmarks.Operations;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Benchmarks.Training;

/// <summary>
/// Do a list of intakes and the totals of training cost more with 5,000 intakes behind them than with 100? Of a course
/// of each donor, over the same year, in series on pledges of their own, scheduled by requests, in one process, each
/// size on a real Azurite of its own.
/// </summary>
internal sealed class TrainingBenchmark : IBenchmark
{
    private const int Weeks = 50;
    private const int Few = 100;
    private const int Many = 5_000;
    private static readonly string[] Donors = ["NLD", "DNK", "NOR", "POL", "EST", "SWE", "FIN", "DEU", "FRA", "GBR"];

    private static readonly Question[] Questions =
    [
        new("first page of 50", "coordinator:NATO", "training/intakes?limit=50"),
        new("ten of one country", "coordinator:NATO", "training/intakes?limit=10&country=EST"),
        new("outcome", "coordinator:NATO", "insights/training"),
        new("outcome, without a token", null, "insights/training"),
    ];

    public string Name => "training";

    public async Task RunAsync(Action<string> say)
    {
        await using var few = await World.StartAsync(TimeProvider.System.GetUtcNow());
        await ScheduleAsync(few, Few, Few / Donors.Length);
        await using var many = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var started = TimeProvider.System.GetTimestamp();
        await ScheduleAsync(many, Many, Weeks);
        var took = TimeProvider.System.GetElapsedTime(started);
        say(string.Create(CultureInfo.InvariantCulture, $"{Many / took.TotalSeconds:0} scheduled a second"));
        await PageTimes.SayAsync(say, Questions, (Few, few), (Many, many));
    }

    private static async Task ScheduleAsync(World world, int count, int together)
    {
        var courses = new Dictionary<string, string>();
        foreach (var donor in Donors)
            courses[donor] = await MadeAsync(world, $"donor:{donor}", "training/courses", Course(donor));
        for (var made = 0; made < count; made += together)
        {
            var donor = Donors[made / together % Donors.Length];
            var pledge = await CommittedAsync(world, donor, together);
            await MadeAsync(world, $"donor:{donor}", "training/intakes", Intakes(courses[donor], pledge, together));
            await world.DispatchAsync(atOnce: 8);
        }
    }

    private static async Task<string> CommittedAsync(World world, string donor, int places)
    {
        var pledge = await MadeAsync(world, $"donor:{donor}", "pledges", Places(donor, places));
        await MadeAsync(
            world,
            "coordinator:NATO",
            $"pledges/{pledge}/review",
            new { decision = "accept", reason = "x" }
        );
        var letter = new
        {
            instrument = "letter",
            legalReference = "x",
            signedOn = Wishes.DayIn(0),
        };
        await MadeAsync(world, $"donor:{donor}", $"pledges/{pledge}/formalisation", letter);
        return pledge;
    }

    private static async Task<string> MadeAsync(World world, string who, string path, object body)
    {
        var answer = await world.SendAsync(who, "POST", path, body, null);
        if (answer.Status is not (200 or 201))
            throw new InvalidOperationException($"{path}: {answer.Body}");
        var root = JsonDocument.Parse(answer.Body).RootElement;
        return root.TryGetProperty("id", out var id) ? id.GetString()! : "";
    }

    private static object Places(string donor, int places) =>
        new
        {
            donor,
            kind = "training",
            title = "Places",
            validUntil = Wishes.InDays(160),
            lines = new[]
            {
                new
                {
                    capability = "TRAIN-BASIC",
                    quantity = places,
                    deliverBy = Wishes.DayIn(700),
                },
            },
        };

    private static object Course(string donor) =>
        new
        {
            provider = donor,
            capability = "TRAIN-BASIC",
            title = "Basic infantry",
            programme = "Bench",
            level = "basic",
            language = "uk",
            weeks = 5,
            places = 1,
            country = donor,
            completionRate = 0.85,
        };

    private static object Intakes(string course, string pledge, int together) =>
        new
        {
            courseId = course,
            pledge,
            line = 1,
            places = 1,
            start = Wishes.DayIn(200),
            end = Wishes.DayIn(233),
            nominationDeadline = Wishes.DayIn(180),
            repeat = new { everyWeeks = Weeks / together, times = together },
        };
}
