using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using CsCheck;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>Random histories of everything that <see cref="TwinLife"/> knows, and what is read of them.</summary>
internal static class Lived
{
    private static readonly string?[] Callers = [null, "observer:POL", "donor:NLD", "donor:FRA", "coordinator:GBR"];

    /// <summary>Steps of a history.</summary>
    public static Gen<(int Kind, bool Secret, int A, int B)[]> Steps { get; } =
        Gen.Select(Gen.Int[0, 16], Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 9]).Array[6, 12];

    /// <summary>Of each sort something, so that no history is empty.</summary>
    public static (int Kind, bool Secret, int A, int B)[] First { get; } =
    [
        (0, false, 9, 0),
        (0, false, 9, 1),
        (0, true, 9, 0),
        (1, false, 3, 0),
        (1, true, 3, 0),
        (2, false, 0, 1),
        (2, true, 0, 0),
        (4, false, 5, 2),
        (3, false, 0, 0),
        (7, true, 0, 0),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task LiveAsync(TwinLife life, (int Kind, bool Secret, int A, int B)[] steps, string name)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            var (kind, secret, a, b) = steps[i];
            if (life.Plan(kind, secret, a, b) is { } plan)
                await life.DoAsync(plan, int.Parse($"{name}{i}"));
        }
    }

    /// <summary>All that everybody reads, page by page; the feed begins anew and is left out.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(World world, IEnumerable<string> paths)
    {
        var read = new Dictionary<string, string>();
        foreach (var path in paths.Where(p => !p.StartsWith("events", StringComparison.Ordinal)))
        {
            foreach (var caller in Callers)
            {
                var pages = "";
                for (var next = path; next is not null; )
                {
                    var page = await world.GetAsync(caller, next);
                    // Sealed with a key that no backup has; and when it was asked.
                    var shown = Regex.Replace(page.Body, "(?<=\"(cursor|mark|since\":null,\"at)\":\")[^\"]*", "");
                    pages += $"{page.Status} {page.ETag} {page.Location} {shown}\n";
                    var cursor = page.Status == 200 ? (JsonNode.Parse(page.Body) as JsonObject)?["cursor"] : null;
                    next = cursor is null ? null : $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}";
                }

                read[$"{caller} {path}"] = pages;
            }
        }

        return read;
    }

    /// <summary>Both read the same; otherwise where they differ first.</summary>
    public static void AssertSame(Dictionary<string, string> expected, Dictionary<string, string> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (read, text) in expected)
        {
            var at = text.Zip(actual[read]).TakeWhile(c => c.First == c.Second).Count();
            var from = Math.Max(0, at - 200);
            Assert.True(
                text == actual[read],
                $"{read}:\n…{text[from..Math.Min(text.Length, at + 200)]}\n…{actual[read][from..Math.Min(actual[read].Length, at + 200)]}"
            );
        }
    }

    /// <summary>All aggregates.</summary>
    public static async Task<List<AggregateRows>> AggregatesAsync(StorageAccount account)
    {
        var found = new List<AggregateRows>();
        var rows = account.Table(AggregateStore.Table).QueryAsync<TableEntity>(cancellationToken: Cancel);
        await foreach (var one in AggregateRows.EachAsync(rows))
        {
            if (one.State is not null)
                found.Add(one);
        }

        return found;
    }

    /// <summary>The state of every aggregate is what its events lead to, with its levels and its head.</summary>
    public static async Task AssertStatesFollowAsync(World world)
    {
        var kinds = world.Get<IEnumerable<IKindCut>>().ToDictionary(k => k.Kind);
        var aggregates = await AggregatesAsync(world.Get<StorageAccount>());
        Assert.NotEmpty(aggregates);
        foreach (var one in aggregates)
            Assert.Equal(Texts(one.State!), Texts(kinds[Ids.KindOf(one.Id)].StateAfter(one.State!, one.Events)));
    }

    /// <summary>Changes the first event of an aggregate behind the app's back.</summary>
    public static Task TamperAsync(World world, string id) =>
        world
            .Get<StorageAccount>()
            .Table(AggregateStore.Table)
            .UpdateEntityAsync(
                new TableEntity(id, EventRows.Key(id, 1)) { ["Party"] = "DNK" },
                Azure.ETag.All,
                TableUpdateMode.Merge,
                Cancel
            );

    /// <summary>What pledges and needs say otherwise of the same allocations.</summary>
    public static async Task<List<string>> DisagreementsAsync(StorageAccount account, AggregateStore store)
    {
        var (given, taken) = (new List<string>(), new List<string>());
        foreach (var id in (await AggregatesAsync(account)).Select(a => a.Id))
        {
            if (Ids.Is(id, Pledge.IdKind))
                given.AddRange(
                    (await store.StateAsync<Pledge>(id, Cancel))
                        .Allocations.Where(a => a.Status != AllocationStatus.Released)
                        .Select(a => $"{a.Id} {a.Need} {a.Quantity * a.Factor:0.##} {a.Status}")
                );
            // What was superseded shows what it had; that counts for its successor.
            IReadOnlyList<Coverage> coverage = Ids.Is(id, Requirement.IdKind)
                ? await store.StateAsync<Requirement>(id, Cancel) is { SupersededBy: null } standing
                    ? standing.Coverage
                    : []
                : Ids.Is(id, Gap.IdKind)
                    ? (await store.StateAsync<Gap>(id, Cancel)).Coverage
                    : [];
            taken.AddRange(
                coverage.Where(c => c.Credit > 0).Select(c => $"{c.Allocation} {id} {c.Credit:0.##} Confirmed")
            );
        }

        return
        [
            .. given.Except(taken).Select(g => $"only given: {g}"),
            .. taken.Except(given).Select(t => $"only taken: {t}"),
        ];
    }

    public static Dictionary<string, string?> Texts(TableEntity row) =>
        new()
        {
            ["State"] = TextColumns.Get(row, "State"),
            ["Version"] = $"{row["Version"]}",
            ["Head"] = row.GetString("Head"),
            ["Ordinal"] = $"{row["Ordinal"]}",
            ["Levels"] = row.GetString("Levels"),
        };
}
