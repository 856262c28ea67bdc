using Azure.Core;
using Azure.Data.Tables;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Tests.Storage;

public sealed class AggregateStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_is_read_back_with_its_history()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledge = await parts.CommitAsync();

        var read = (await parts.Store.LoadAsync<Pledge>(pledge.Id, Cancel))!;
        Assert.Equal(PledgeStatus.Formalised, read.State.Status);
        Assert.Equal(3, read.State.Version);
        var events = (await parts.Store.EventsAsync(pledge.Id, 0, 100, Cancel)).ConvertAll(e => e.Record);
        Assert.Equal(["pledge.announced", "pledge.reviewed", "pledge.formalised"], events.Select(e => e.Type));
        Assert.Null(HashChain.FirstBroken(events, 0, EventRecord.Genesis, read.Head));
    }

    [Fact]
    public async Task An_event_is_kept_with_its_envelope_and_one_from_before_there_were_any_is_read()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledge = await parts.CommitAsync();
        var first = (await parts.Store.EventAsync(pledge.Id, 1, Cancel)).Record;
        Assert.Equal((pledge.Disclosure, "1"), (first.Envelope!.Disclosure, first.Envelope.Epoch));
        Assert.True(first.IsUnchanged());

        // Nothing that can be erased stands anywhere but with its salt.
        var row = EventRows.ToRow(first, "commit", Levels.None(pledge.Disclosure));
        row.ETag = new Azure.ETag("1");
        Assert.DoesNotContain(first.Actor.Subject, row["Subject"].ToString(), StringComparison.Ordinal);
        Assert.Contains("\"title\":\"sha256:", TextColumns.Get(row, "Data"), StringComparison.Ordinal);
        Assert.Equal(first.Data, EventRows.From(row).Record.Data);

        foreach (var column in new[] { "Epoch", "Disclosure", "Texts" })
            row.Remove(column);
        (row["Subject"], row["Reason"]) = (first.Actor.Subject, first.Reason);
        TextColumns.Set(row, "Data", first.Data);
        var old = EventRows.From(row).Record;
        Assert.Equal((null, first.Data, first.Actor), (old.Envelope, old.Data, old.Actor));
    }

    [Fact]
    public async Task A_request_does_not_fill_a_row_so_that_what_follows_from_it_always_fits()
    {
        var parts = new Parts(azurite.ConnectionString);
        var stored = await parts.AnnounceAsync();
        var random = new Random(1);
        string Text() => new([.. Enumerable.Range(0, 2000).Select(_ => (char)random.Next(0x4E00, 0x9FFF))]);
        Task<Stored<Pledge>?> AmendAsync(int caveats, bool requested) =>
            parts.Store.AppendAsync<Pledge, PledgeEvent>(
                stored.State.Id,
                stored,
                [
                    new PledgeAmended(
                        "Large",
                        stored.State.ValidUntil,
                        stored.State.Disclosure,
                        [],
                        [.. Enumerable.Range(0, caveats).Select(_ => new Caveat(Text()))],
                        stored.State.Lines,
                        false,
                        parts.Time.GetUtcNow(),
                        stored.State.ReviewDue
                    ),
                ],
                new(Parts.Donor, null),
                requested ? _ => null : null,
                Steps,
                Cancel
            );

        await Assert.ThrowsAsync<AggregateFullException>(() => AmendAsync(130, requested: true));
        Assert.Equal(1, await parts.Store.VersionAsync(stored.State.Id, Cancel));
        stored = (await AmendAsync(20, requested: true))!;
        // What the system has to write on top of what was allowed has room.
        Assert.NotNull(await AmendAsync(130, requested: false));
    }

    [Fact]
    public async Task A_line_for_more_needs_than_a_transaction_takes_events_is_reserved_and_lost_whole()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (pledge, requirement) = (await parts.CommitAsync(120), await parts.OpenRequirementAsync(1000));
        List<PlannedShare> shares =
        [
            .. Enumerable.Range(0, 120).Select(n => new PlannedShare(Parts.NewId("allocation"), requirement.Id, 1)),
        ];
        var needs = new Dictionary<string, INeed> { [requirement.Id] = requirement };
        for (var reserved = 0; reserved < 120; reserved = pledge.Allocations.Count)
            pledge = await parts.ChangeAsync(
                pledge.Id,
                p =>
                    PlanDecisions.ReserveLine(
                        p,
                        1,
                        shares,
                        needs,
                        Parts.Coordinator,
                        new(),
                        new(new(2026, 11, 1), [], [], new HashSet<string>()),
                        []
                    )
            );
        foreach (var share in shares)
            pledge = await parts.ChangeAsync(pledge.Id, p => Allocate.Confirm(p, share.Allocation));
        var now = parts.Time.GetUtcNow();
        await parts.ChangeAsync(
            pledge.Id,
            p => PlanDelivery.Decide(p, new(1, 120, now.AddDays(1)), Parts.Donor, now, Parts.Deadlines)
        );
        await parts.ChangeAsync(
            pledge.Id,
            p => ChangeDeliveryStatus.Decide(p, 1, new(DeliveryStatus.Dispatched), Parts.Donor, now)
        );
        await parts.ChangeAsync(pledge.Id, p => Release.Withdraw(p, new("Needed at home"), Parts.Donor, now));
        pledge = await parts.ChangeAsync(
            pledge.Id,
            p => ChangeDeliveryStatus.Decide(p, 1, new(DeliveryStatus.Lost), Parts.Donor, now)
        );
        Assert.All(pledge.Allocations, a => Assert.Equal(AllocationStatus.Released, a.Status));
    }

    [Fact]
    public async Task Of_two_writers_on_one_version_one_wins_and_the_other_leaves_no_trace()
    {
        var parts = new Parts(azurite.ConnectionString);
        var stored = await parts.AnnounceAsync();
        Task<Stored<Pledge>?> Write() =>
            parts.Store.AppendAsync<Pledge, PledgeEvent>(
                stored.State.Id,
                stored,
                [new PledgeReviewStarted()],
                new(Parts.Coordinator, "mine"),
                null,
                Steps,
                Cancel
            );

        var both = await Task.WhenAll(Write(), Write());

        Assert.Single(both, b => b is null);
        Assert.Equal(2, (await parts.Store.EventsAsync(stored.State.Id, 0, 100, Cancel)).Count);
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_is_recognised_as_written_once()
    {
        var loses = new LosesAnswers();
        var parts = new Parts(azurite.ConnectionString, loses);
        var stored = await parts.AnnounceAsync();
        loses.LoseNext(IsTransaction);

        var now = await parts.Store.AppendAsync<Pledge, PledgeEvent>(
            stored.State.Id,
            stored,
            [new PledgeReviewStarted()],
            new(Parts.Coordinator, null),
            null,
            Steps,
            Cancel
        );

        Assert.Equal(1, loses.Lost);
        Assert.Equal(2, now!.State.Version);
        Assert.Equal(2, (await parts.Store.EventsAsync(stored.State.Id, 0, 100, Cancel)).Count);
        var next = await parts.Store.AppendAsync<Pledge, PledgeEvent>(
            stored.State.Id,
            now,
            [new PledgeReviewReminded(parts.Time.GetUtcNow())],
            new(Parts.Coordinator, null),
            null,
            Steps,
            Cancel
        );
        Assert.Equal(3, next!.State.Version);
    }

    [Fact]
    public async Task A_changed_row_shows_in_the_chain()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledge = await parts.CommitAsync();
        var table = await parts.Account.TableAsync("Aggregates");
        var row = (
            await table.GetEntityAsync<TableEntity>(pledge.Id, EventRows.Key(pledge.Id, 2), cancellationToken: Cancel)
        ).Value;
        row["Reason"] = "another reason";
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);

        var events = (await parts.Store.EventsAsync(pledge.Id, 0, 100, Cancel)).ConvertAll(e => e.Record);
        Assert.Equal(2, HashChain.FirstBroken(events, 0, EventRecord.Genesis, null));
    }

    [Fact]
    public async Task A_promise_is_there_before_the_transaction_and_overdue_only_after_its_time()
    {
        var parts = new Parts(azurite.ConnectionString);
        var stored = await parts.AnnounceAsync();
        Assert.DoesNotContain(await parts.Outbox.OverdueAsync(Cancel), p => p.Id == stored.State.Id);
        parts.Time.Advance(TimeSpan.FromSeconds(11));
        var overdue = Assert.Single(await parts.Outbox.OverdueAsync(Cancel), p => p.Id == stored.State.Id);
        Assert.Equal(1, overdue.Version);

        await parts.Outbox.PostponeAsync(overdue, outside: false, Cancel);
        Assert.DoesNotContain(await parts.Outbox.OverdueAsync(Cancel), p => p.Id == stored.State.Id);
        await parts.Outbox.KeptAsync(overdue, Cancel);
        parts.Time.Advance(TimeSpan.FromHours(2));
        Assert.DoesNotContain(await parts.Outbox.OverdueAsync(Cancel), p => p.Id == stored.State.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pledge-1")]
    [InlineData("pledge-0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("' or PartitionKey ne '")]
    [InlineData("pledge-0123456789abcdef0123456789abcdef/..")]
    public async Task An_id_of_another_form_reaches_no_key(string id) =>
        Assert.Null(await new Parts(azurite.ConnectionString).Store.LoadAsync<Pledge>(id, Cancel));

    private static CommitSteps<Pledge> Steps { get; } = new(_ => "");

    private static bool IsTransaction(Request request) =>
        request.Uri.ToString().Contains("$batch", StringComparison.Ordinal);
}
