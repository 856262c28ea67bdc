using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>Earlier versions of the statement, by the numbers that each level counts.</summary>
public sealed class StatementVersionsTests
{
    private const string Coordinator = "coordinator:GBR";

    [Fact]
    public async Task What_was_put_together_is_one_version_by_whichever_of_its_numbers_it_is_asked_for()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        // Three levels change: three numbers for those who see all.
        await PutAsync(world, ("L1", "coalition"), ("P1", "public"), ("R1", "restricted"));
        // One that was for the coalition is for all: the public's part and the coalition's change.
        await PutAsync(world, ("L1", "public"), ("P1", "public"), ("R1", "restricted"));

        foreach (var (n, answered) in new[] { (1, 3), (2, 3), (3, 3), (4, 5), (5, 5) })
            Assert.Equal($"\"{answered}\" L1 P1 R1", await ReadAsync(world, Coordinator, $"/{n}"));
        Assert.Equal("\"2\" L1 P1", await ReadAsync(world, "donor:DNK", "/1"));
        Assert.Equal("\"4\" L1 P1", await ReadAsync(world, "donor:DNK", "/4"));
        Assert.Equal("\"1\" P1", await ReadAsync(world, null, "/1"));
        Assert.Equal("\"2\" L1 P1", await ReadAsync(world, null, "/2"));
        Assert.Equal("\"2\" L1 P1", await ReadAsync(world, null, ""));
        foreach (var (who, n) in new[] { (Coordinator, 6), ("donor:DNK", 5), (null, 3), (Coordinator, 0) })
            Assert.Equal(404, (await world.GetAsync(who, $"coalition/requirements/{n}")).Status);
    }

    [Fact]
    public async Task The_largest_there_can_be_is_kept_and_one_serial_of_it_changed()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        foreach (var strength in (int[])[1000, 999])
        {
            var serials = Enumerable.Range(1, 200).Select(Largest).ToArray();
            serials[^1]["strength"] = strength;
            var body = ForceSteps.Statement([.. serials]);
            var answer = await world.SendAsync(Coordinator, "PUT", "coalition/requirements", body, null);
            Assert.True(
                answer.Status is 200 or 201,
                $"{answer.Status} {answer.Body[..Math.Min(200, answer.Body.Length)]}"
            );
        }

        await world.DispatchAsync();
        Assert.Equal(1000, await LastAsync("/1"));
        Assert.Equal(999, await LastAsync(""));

        async Task<int> LastAsync(string version)
        {
            var answer = await world.GetAsync(Coordinator, $"coalition/requirements{version}");
            return (int)JsonNode.Parse(answer.Body)!["serials"]!.AsArray()[^1]!["strength"]!;
        }
    }

    /// <summary>Every text as long as it may be, a turn for each of forty nations.</summary>
    private static JsonObject Largest(int number)
    {
        var serial = ForceSteps.Serial($"S{number:D3}", "headquarters");
        var text = new string([.. Enumerable.Range(0, 200).Select(i => (char)('a' + (i * number % 26)))]);
        (serial["forceElement"], serial["headquarters"], serial["role"]) = (text, text, "nationalSeat");
        serial["turns"] = new JsonArray([
            .. Enumerable.Range(1, 40).Select(n => new JsonObject { ["nation"] = "NLD", ["months"] = n }),
        ]);
        return serial;
    }

    private static async Task PutAsync(World world, params (string Id, string Disclosure)[] serials)
    {
        var body = ForceSteps.Statement([.. serials.Select(s => ForceSteps.Serial(s.Id, disclosure: s.Disclosure))]);
        Assert.InRange(
            (await world.SendAsync(Coordinator, "PUT", "coalition/requirements", body, null)).Status,
            200,
            201
        );
        world.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task<string> ReadAsync(World world, string? who, string version)
    {
        var answer = await world.GetAsync(who, $"coalition/requirements{version}");
        var serials = JsonNode.Parse(answer.Body)!["serials"]!.AsArray().Select(s => (string?)s!["id"]);
        return $"{answer.ETag} {string.Join(' ', serials)}";
    }
}
