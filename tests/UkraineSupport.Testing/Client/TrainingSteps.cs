using System.Text.Json.Nodes;

namespace UkraineSupport.Testing.Client;

/// <summary>An intake, as far as the tests look at it.</summary>
public sealed record IntakeView(string Id, string Status, long Version, int Expected, int Waiting)
{
    /// <summary>Where it is.</summary>
    public string Path => $"training/intakes/{Id}";
}

/// <summary>A page of intakes: what scheduling answers.</summary>
public sealed record IntakePage(IReadOnlyList<IntakeView> Items);

/// <summary>Bodies and steps of training.</summary>
public static class TrainingSteps
{
    /// <summary>A course of five weeks for 60, of whom 85 per cent graduate.</summary>
    public static JsonObject Course(string provider) =>
        new()
        {
            ["provider"] = provider,
            ["capability"] = "TRAIN-BASIC",
            ["title"] = "Basic infantry",
            ["programme"] = "Interflex",
            ["level"] = "basic",
            ["language"] = "uk",
            ["weeks"] = 5,
            ["places"] = 60,
            ["country"] = "GBR",
            ["completionRate"] = 0.85,
        };

    /// <summary>One intake on line 1 of a pledge.</summary>
    public static JsonObject Schedule(string course, string pledge, int places) =>
        new()
        {
            ["courseId"] = course,
            ["pledge"] = pledge,
            ["line"] = 1,
            ["places"] = places,
            ["start"] = Bodies.Day(40),
            ["end"] = Bodies.Day(73),
            ["nominationDeadline"] = Bodies.Day(20),
        };

    /// <summary>A course is published.</summary>
    public static async Task<string> PublishCourseAsync(this TestApp app, string provider) =>
        (await app.Donor(provider).CreateAsync("training/courses", Course(provider))).Expect(201).Read<JsonObject>()[
            "id"
        ]!.GetValue<string>();

    /// <summary>A committed pledge of training places.</summary>
    public static Task<PledgeView> CommitPlacesAsync(this TestApp app, string donor, int places) =>
        app.CommitAsync(donor, "training", places);

    /// <summary>An intake is scheduled on all places of a new pledge.</summary>
    public static async Task<(PledgeView Pledge, IntakeView Intake)> ScheduleIntakeAsync(
        this TestApp app,
        string provider,
        int places
    )
    {
        var pledge = await app.CommitPlacesAsync(provider, places);
        var body = Schedule(await app.PublishCourseAsync(provider), pledge.Id, places);
        var made = (await app.Donor(provider).CreateAsync("training/intakes", body)).Expect(201).Read<IntakePage>();
        return (pledge, made.Items[0]);
    }

    /// <summary>Waits until an intake has come so far.</summary>
    public static async Task<IntakeView> UntilIntakeAsync(this TestApp app, string path, string status)
    {
        IntakeView now = null!;
        await Poll.UntilAsync(
            $"the intake is {status}",
            async () =>
            {
                now = (await app.Coordinator.GetAsync(path)).Expect(200).Read<IntakeView>();
                return now.Status == status;
            }
        );
        return now;
    }
}
