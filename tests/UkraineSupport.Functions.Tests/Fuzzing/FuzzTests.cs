using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Tests.CoProduction;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Fuzzing;

/// <summary>
/// Random bodies for every operation of the contract, by every role, on a register that has some of everything: none is
/// answered with a fault of ours, what is refused is a problem and leaves no trace, and after all of it every history
/// is whole and every list reads. A history of requests follows from its seed; seeds that once found something are kept
/// in <c>seeds.txt</c> and tried in every run, beside one; new ones for as long as <c>./test fuzz</c> says.
/// </summary>
public sealed class FuzzTests
{
    private const int Requests = 150;

    private static readonly string Kept = RepositoryRoot.Combine(
        "tests",
        "UkraineSupport.Functions.Tests",
        "Fuzzing",
        "seeds.txt"
    );

    /// <summary>Who asks, one after the other, until it is not refused for who they are.</summary>
    private static readonly string?[] Callers =
    [
        null,
        "administrator",
        AgreementLife.Coordinator,
        AgreementLife.Dutch,
        AgreementLife.Danish,
        AgreementLife.Ukraine,
    ];

    /// <summary>Lists of records that have histories.</summary>
    private static readonly string[] Lists =
    [
        "pledges",
        "requirements",
        "gaps",
        "backfill/plans",
        "coproduction/agreements",
        "training/intakes",
        "coalition/commitments",
        "coalition/calls",
    ];

    public static TheoryData<int> Seeds => [.. File.ReadLines(Kept).Where(l => l.Length > 0).Select(Seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_kept_seed_finds_nothing(int seed) => Assert.Empty(await FoundAsync(seed));

    /// <summary>For as long as it is asked for, in seconds; nothing is new otherwise.</summary>
    [Fact]
    public async Task New_seeds_find_nothing()
    {
        var limit = TimeSpan.FromSeconds(Seed(Environment.GetEnvironmentVariable("FUZZ_SECONDS") ?? "0"));
        var started = TimeProvider.System.GetTimestamp();
        var (first, count) = ((int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 1_000_000_000), 0);
        for (; TimeProvider.System.GetElapsedTime(started) < limit; count++)
        {
            var found = await FoundAsync(first + count);
            if (found.Count == 0)
                continue;
            var (line, stop) = ($"{first + count}", TestContext.Current.CancellationToken);
            await File.AppendAllLinesAsync(Kept, [line], stop);
            Assert.Fail(string.Join('\n', found));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{count} seeds, {count * Requests} requests: nothing found");
    }

    private static int Seed(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<List<string>> FoundAsync(int seed)
    {
        var random = new Random(seed);
        var writes = new Writes();
        await using var world = await World.StartAsync(new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero), writes);
        var (found, records) = (new List<string>(), await Furnished.MakeAsync(world));
        var statuses = new Dictionary<int, int>();
        for (var n = 1; n <= Requests; n++)
        {
            var wild = new Wild(random, world.Time.GetUtcNow(), [.. records.Select(Id)]);
            var operation = wild.Pick(Operation.All);
            var body = wild.Body(operation.Body);
            var path = Regex.Replace(operation.Path, @"\{(\w+)\}", name => IdFor(operation, name, wild, records));
            var status = 0;
            foreach (var who in Callers[random.Next(2, 4)..].Prepend(wild.Pick(Callers)))
            {
                writes.Take();
                (status, var answer, var location) = await AskAsync(world, who, operation.Method, path, body);
                var said = $"seed {seed}, {n}: {who} {operation.Method} {path} {Short(body)} -> {status}";
                if (status >= 500)
                    found.Add($"{said} {Short(answer)}");
                else if (status >= 400 && !IsProblem(answer, status))
                    found.Add($"{said}, which is no problem: {Short(answer)}");
                else if (status >= 400 && writes.Take() is { Count: > 0 } wrote)
                    found.Add($"{said}, and was written: {string.Join(", ", wrote)}");
                if (location is not null)
                    records.Add(location["/api/".Length..]);
                if (status is not (401 or 403))
                    break;
            }

            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (n % 10 == 0)
                await world.SettleAsync("AMMO-155");
        }

        await world.SettleAsync("AMMO-155");
        found.AddRange(await ReadAsync(world, records, seed));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"seed {seed}: {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Value} times {s.Key}"))}"
        );
        return found;
    }

    /// <summary>An id in a path is mostly of what the path is about.</summary>
    private static string IdFor(Operation operation, Match name, Wild wild, IReadOnlyList<string> records)
    {
        var about = operation.Path[..name.Index];
        var fitting =
            name.Groups[1].Value == "allocation"
                ? records.Where(r => r.Contains("/allocations/", StringComparison.Ordinal)).ToList()
                :
                [
                    .. records.Where(r =>
                        r.LastIndexOf('/') == about.Length - 1 && r.StartsWith(about, StringComparison.Ordinal)
                    ),
                ];
        return name.Groups[1].Value is "id" or "allocation" && fitting.Count > 0
            ? Id(wild.Pick(fitting))
            : wild.Segment(name.Groups[1].Value);
    }

    internal static string Id(string record) => record.Split('/')[^1];

    private static string Short(string text) => text.Length > 600 ? text[..600] + "…" : text;

    private static bool IsProblem(string answer, int status)
    {
        try
        {
            var problem = JsonDocument.Parse(answer).RootElement;
            return problem.GetProperty("status").GetInt32() == status
                && problem.GetProperty("type").GetString()!.Length > 0
                && problem.GetProperty("detail").GetString()!.Length > 0;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<(int Status, string Body, string? Location)> AskAsync(
        World world,
        string? who,
        string method,
        string path,
        string body
    )
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = world.Request(who, method, path, ifMatch: "*");
        (request.Body, request.ContentType, request.ContentLength) = (
            new MemoryStream(bytes),
            "application/json",
            bytes.Length
        );
        try
        {
            var answer = (Functions.Http.Answer)await world.CallAsync(request);
            return (answer.Status, answer.Body, answer.Location);
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            return (500, fault.ToString(), null);
        }
    }

    /// <summary>Every record and list reads, and every history is whole.</summary>
    private static async Task<List<string>> ReadAsync(World world, IReadOnlyList<string> records, int seed)
    {
        var found = new List<string>();
        var listed = records.Where(r => Lists.Contains(r[..r.LastIndexOf('/')])).ToList();
        foreach (var path in listed.Concat(Lists).Append("insights/ledgers").Append("events"))
        {
            var read = await world.GetAsync(AgreementLife.Coordinator, path);
            if (read.Status != 200)
                found.Add($"seed {seed}: {path} -> {read.Status} {Short(read.Body)}");
        }

        foreach (var record in listed)
        {
            var history = await world.GetAsync(AgreementLife.Coordinator, $"{record}/history?limit=200");
            if (!history.Body.Contains("\"intact\":true", StringComparison.Ordinal))
                found.Add($"seed {seed}: {record}/history -> {history.Status} {Short(history.Body)}");
        }

        return found;
    }

    /// <summary>What a request wrote to the truth: aggregates and promises.</summary>
    private sealed class Writes : HttpPipelinePolicy
    {
        private readonly List<string> _made = [];

        /// <summary>What there was since it was asked the last time.</summary>
        public List<string> Take()
        {
            lock (_made)
            {
                var made = _made.ToList();
                _made.Clear();
                return made;
            }
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var (request, path) = (message.Request, message.Request.Uri.Path);
            var isTruth =
                path.Contains("Aggregates(", StringComparison.Ordinal)
                || path.Contains("Outbox(", StringComparison.Ordinal)
                || path.EndsWith("/Aggregates", StringComparison.Ordinal)
                || path.EndsWith("/Outbox", StringComparison.Ordinal)
                || path.EndsWith("/$batch", StringComparison.Ordinal);
            if (request.Method != RequestMethod.Get && isTruth)
                lock (_made)
                    _made.Add($"{request.Method} {path}");
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException();
    }
}
