using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

public sealed class UsDeliveryActivitiesTests : IAsyncLifetime
{
    private const string Shells = "AMMO-155";
    private AzuriteProcess? _azurite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync();

    public ValueTask DisposeAsync() => _azurite!.DisposeAsync();

    [Fact]
    public async Task A_search_records_what_it_found_once_and_says_it_again_when_asked_again()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await parts.ExpectAsync(Shells);
        await parts.ReportAsync(Shells, new(2026, 9), 400);
        await HaltAsync(parts, new(2027, 11, 16));

        var first = await SearchAsync(parts);
        // A crash before the result was recorded runs the activity again.
        var again = await SearchAsync(parts);

        Assert.Equal([1, 2], first.Tell.Select(g => g.Months.Count).Order());
        Assert.Equal(first.Tell.Select(g => (g.Id, g.Version)), again.Tell.Select(g => (g.Id, g.Version)));
        // Half of the time for October's report is over a week from now.
        Assert.Equal((new DateTimeOffset(2026, 11, 8, 0, 0, 0, TimeSpan.Zero), first.Next), (first.Next, again.Next));
        Assert.Single(
            await parts.Base.Store.EventsAsync(UsFlows.IdOf(Shells), 0, 100, Cancel),
            e => e.Record.Type == "usDeliveries.gapsFound"
        );
    }

    [Fact]
    public async Task Two_searches_at_once_find_the_same()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await parts.ExpectAsync(Shells);
        await HaltAsync(parts, new(2027, 3, 1));

        var both = await Task.WhenAll(SearchAsync(parts), SearchAsync(parts));

        Assert.Equal(Assert.Single(both[0].Tell).Id, Assert.Single(both[1].Tell).Id);
        Assert.Single((await parts.ReadAsync(Shells)).Gaps);
    }

    [Fact]
    public async Task A_month_with_an_interim_report_is_confirmed_by_the_search_at_its_end()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await parts.ExpectAsync(Shells);
        await HaltAsync(parts, new(2026, 11, 1));
        await parts.ReportAsync(Shells, new(2026, 11), 400);
        var interim = Assert.Single((await SearchAsync(parts)).Tell);
        Assert.Equal((600m, false), (interim.Months[0].Shortfall, interim.Months[0].Confirmed));

        parts.Base.Time.SetUtcNow(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));
        var end = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(end, (await SearchAsync(parts)).Next);
        parts.Base.Time.SetUtcNow(end);
        var gap = Assert.Single((await SearchAsync(parts)).Tell);
        Assert.Equal([true, false], gap.Months.Take(2).Select(m => m.Confirmed));
    }

    [Fact]
    public async Task Missing_reports_are_reminded_of_and_put_before_the_board_once_each()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await parts.ExpectAsync(Shells);
        async Task<string[]> ToldAsync()
        {
            await SearchAsync(parts);
            await SearchAsync(parts);
            return
            [
                .. (await parts.Base.Store.EventsAsync(UsFlows.IdOf(Shells), 0, 100, Cancel))
                    .Select(e => e.Record.Happened())
                    .Select(e =>
                        e switch
                        {
                            UsReportsReminded r => $"reminded {string.Join(' ', r.Months.TakeLast(1))}",
                            UsReportsOverdue o => $"overdue {string.Join(' ', o.Months.TakeLast(1))} {o.Board[0]}",
                            _ => "",
                        }
                    )
                    .Where(told => told.Length > 0),
            ];
        }

        Assert.Equal(["overdue 2026-09 GBR"], await ToldAsync());
        parts.Base.Time.SetUtcNow(new(2026, 11, 8, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(["overdue 2026-09 GBR", "reminded 2026-10"], await ToldAsync());
        parts.Base.Time.SetUtcNow(new(2026, 11, 15, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(["overdue 2026-09 GBR", "reminded 2026-10", "overdue 2026-10 GBR"], await ToldAsync());
    }

    [Fact]
    public async Task A_gap_is_opened_widened_and_closed_as_it_was_found_and_late_news_changes_nothing()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await parts.ExpectAsync(Shells);
        await HaltAsync(parts, new(2027, 11, 1));
        var narrow = Assert.Single((await SearchAsync(parts)).Tell);
        await Task.WhenAll(
            parts.Activities.ApplyFoundGap(narrow, Cancel),
            parts.Activities.ApplyFoundGap(narrow, Cancel)
        );
        Assert.Equal((2000m, 1L), await GapAsync(parts, narrow.Id));

        await HaltAsync(parts, new(2027, 10, 1));
        var wide = Assert.Single((await SearchAsync(parts)).Tell);
        await parts.Activities.ApplyFoundGap(wide, Cancel);
        await parts.Activities.ApplyFoundGap(narrow, Cancel);
        Assert.Equal((3000m, 2L), await GapAsync(parts, narrow.Id));

        await parts.Flows.UpdateAsync(
            Shells,
            f =>
                new UsFlowEvent[]
                {
                    new UsSignalApplied(f!.Signals[0] with { Withdrawn = true }),
                    new UsSignalApplied(f.Signals[1] with { Withdrawn = true }),
                },
            "test",
            Cancel
        );
        await parts.Activities.ApplyFoundGap(Assert.Single((await SearchAsync(parts)).Tell), Cancel);
        Assert.Equal(0, (await GapAsync(parts, narrow.Id)).Shortfall);
    }

    [Fact]
    public async Task Without_a_baseline_there_is_nothing_to_find()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await HaltAsync(parts, new(2026, 11, 1));
        var search = await SearchAsync(parts);
        Assert.Empty(search.Tell);
        Assert.Null(search.Next);
    }

    private static Task HaltAsync(UsParts parts, DateOnly from) =>
        parts.Consequences.FollowAsync(
            UsParts.Signal(SignalKind.Halt, from, Storage.Parts.NewId("signal"), [Shells]),
            [],
            null!,
            Cancel
        );

    private static async Task<(decimal Shortfall, long Version)> GapAsync(UsParts parts, string id)
    {
        var gap = (await parts.Base.Store.LoadAsync<Gap>(id, Cancel))!.State;
        return (gap.Shortfall, gap.Version);
    }

    private static Task<GapSearch> SearchAsync(UsParts parts) =>
        parts.Activities.FindUsGaps(UsFlows.IdOf(Shells), Cancel);
}
