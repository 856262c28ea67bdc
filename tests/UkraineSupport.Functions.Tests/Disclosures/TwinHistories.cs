using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// Random histories, lived in two worlds: with and without what is restricted (pledges, requirements, signals, and
/// what is allocated of or to them). Whoever may not see that reads the same in both: views, lists, histories,
/// totals, shares, refusals and the feed. What differs by a release (docs/decisions/0017-releases.md) is masked, or
/// not done, by its name.
/// </summary>
public sealed class TwinHistories
{
    /// <summary>Dashboards, each with its level.</summary>
    private static readonly Dictionary<string, string> Dashboards = new()
    {
        ["all"] = "public",
        ["allies"] = "coalition",
    };

    private static readonly string?[] Callers =
    [
        null,
        "observer",
        "observer:POL",
        "donor:DNK",
        "donor:LTU",
        "administrator",
    ];

    private static int Iterations =>
        int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), CultureInfo.InvariantCulture, out var n)
            ? Math.Max(1, n / 20)
            : 1;

    [Fact]
    public Task Nothing_that_others_read_differs_with_and_without_what_is_restricted() =>
        Gen.Select(Gen.Int[0, 16], Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 9])
            .Array[18, 28]
            .SampleAsync(CompareAsync, iter: Iterations, threads: 1);

    /// <summary>The situations that issue 10 names, in one history: so that each run has them.</summary>
    [Fact]
    public Task Nothing_differs_where_a_gap_closes_in_secret_and_a_secret_need_takes_of_a_public_pledge() =>
        CompareAsync([
            (0, false, 9, 0),
            (0, true, 9, 0),
            (1, false, 3, 0),
            (1, true, 3, 0),
            (4, false, 5, 2),
            (4, true, 5, 4),
            (2, true, 0, 1),
            (2, false, 1, 0),
            (2, true, 4, 0),
            (7, true, 0, 0),
            (3, false, 2, 0),
            (3, true, 2, 0),
            (5, false, 3, 0),
            (4, true, 1, 1),
            (6, false, 0, 0),
        ]);

    /// <summary>
    /// What is expected is said in secret and anew, what was given is asked back in secret, donors are refused.
    /// </summary>
    [Fact]
    public async Task Nothing_differs_where_baselines_and_replenishments_are_secret_and_donors_are_refused()
    {
        var done = await CompareAsync([
            (8, true, 3, 0),
            (0, false, 9, 0),
            (0, false, 9, 1),
            (0, true, 9, 0),
            (1, false, 3, 0),
            (2, false, 0, 0),
            (2, false, 0, 1),
            (3, false, 0, 0),
            (3, false, 0, 1),
            (9, true, 1, 0),
            (9, false, 1, 1),
            (9, false, 8, 1),
            (10, false, 2, 0),
            (4, false, 0, 2),
            (4, true, 0, 3),
            (8, false, 4, 0),
            (11, false, 0, 0),
            (7, true, 0, 0),
            (12, false, 0, 1),
            (8, true, 6, 0),
            (5, false, 0, 0),
            (5, false, 0, 1),
        ]);
        // Each of its steps is taken, and is what it is there for.
        Assert.Equal(
            "8s:201 0:201 0:201 0s:201 1:201 2:201 2:201 3:201 3:201 9s:201 9:201 9:422 10:409".Split(' '),
            done.Take(13)
        );
        Assert.Contains("11:404", done);
        Assert.Contains("7s:201", done);
    }

    /// <summary>
    /// A need that is a gap which others cover in secret, allocations that are moved and swapped, and a need that
    /// another one takes the place of.
    /// </summary>
    [Fact]
    public async Task Nothing_differs_where_a_need_is_a_gap_and_what_all_see_is_moved_swapped_and_taken_over()
    {
        var done = await CompareAsync([
            (0, false, 9, 0),
            (0, false, 9, 1),
            (0, true, 9, 0),
            (1, false, 3, 0),
            (1, false, 5, 1),
            (4, false, 5, 2),
            (13, false, 0, 0),
            (7, true, 0, 0),
            (2, true, 0, 1),
            (2, false, 1, 0),
            (2, false, 0, 1),
            (15, false, 4, 0),
            (14, false, 0, 0),
            (13, false, 1, 0),
            (8, false, 9, 0),
            (16, false, 0, 0),
            (4, false, 2, 3),
            (13, false, 1, 0),
            (13, false, 1, 0),
        ]);
        Assert.Equal(
            "13:200 7s:201 2s:201 2:201 2:201 15:201 14:201 13:200 8:200 16:201 4:201 13:200 13:200",
            string.Join(' ', done.Skip(6))
        );
    }

    /// <summary>Each step that is taken, with the status it is answered with.</summary>
    private static async Task<List<string>> CompareAsync((int Kind, bool Secret, int A, int B)[] steps)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var with = new TwinLife(await World.StartAsync(now, dashboards: Dashboards));
        await using var without = new TwinLife(await World.StartAsync(now, dashboards: Dashboards));
        foreach (var life in (TwinLife[])[with, without])
            await life.BeginAsync();
        var done = new List<string>();
        for (var i = 0; i < steps.Length; i++)
        {
            var (kind, secret, a, b) = steps[i];
            var plan = with.Plan(kind, secret, a, b);
            if (plan is null)
                continue;
            var answer = await with.DoAsync(plan, i);
            done.Add($"{kind}{(secret ? "s" : "")}:{answer.Status}");
            if (plan.Secret || answer.Status == TwinLife.Released)
            {
                without.World.Time.Advance(TwinLife.Pause);
                continue;
            }

            // What a caller is told when it writes is read, too.
            var other = await without.DoAsync(plan, i);
            Assert.Equal(Masked(other, plan.SeesAll), Masked(answer, plan.SeesAll));
        }

        var paths = await with.PathsAsync();
        foreach (var caller in Callers)
        {
            foreach (var path in paths)
                Assert.Equal(await ReadAsync(without.World, caller, path), await ReadAsync(with.World, caller, path));
        }

        foreach (var dashboard in Dashboards.Keys)
        {
            var told = await with.World.FeedAsync($"support-events-{dashboard}");
            Assert.NotEmpty(told);
            Assert.Equal(
                (await without.World.FeedAsync($"support-events-{dashboard}")).Select(Mask),
                told.Select(Mask)
            );
        }

        return done;
    }

    /// <summary>All pages of what a caller reads.</summary>
    private static async Task<string> ReadAsync(World world, string? caller, string path)
    {
        var pages = $"{caller} {path}";
        for (var next = path; next is not null; )
        {
            var page = await world.GetAsync(caller, next);
            pages += $"\n{Masked(page)}";
            var body = page.Status == 200 ? JsonNode.Parse(page.Body) as JsonObject : null;
            // The feed has a cursor to go on from at its end too.
            var (name, cursor) = body?["more"] is { } more
                ? ("after", (bool)more ? body["cursor"] : null)
                : ("cursor", body?["cursor"]);
            next = cursor is null ? null : $"{path}{(path.Contains('?') ? '&' : '?')}{name}={cursor}";
        }

        return pages;
    }

    /// <param name="answer">What was answered.</param>
    /// <param name="all">To somebody who sees all there is, and counts it.</param>
    private static string Masked(WorldAnswer answer, bool all = false) =>
        all
            ? $"{answer.Status} {answer.Location} {Regex.Replace(Mask(answer.Body), "\"version\":\\d+", "\"version\":0")}"
            : $"{answer.Status} {answer.ETag} {answer.Location} {Mask(answer.Body)}";

    /// <summary>
    /// Without hashes, which are salted, and cursors, which are sealed (save for their length); and without what the
    /// releases <c>numbers</c> and <c>asked</c> let differ.
    /// </summary>
    private static string Mask(string body)
    {
        var text = Regex.Replace(body, "\"(hash|previousHash)\":\"[^\"]*\"", "\"$1\":\"\"");
        text = Regex.Replace(text, "(?<=\"(cursor|mark|older)\":\")[^\"]*", m => $"{m.Length} characters");
        text = Regex.Replace(text, "\"(n|delivery)\":\\d+", "\"$1\":0");
        return Regex.Replace(text, "\"quantity\":[^,]*,\"why\":\"[^\"]*\"", "\"quantity\":0,\"why\":\"\"");
    }
}
