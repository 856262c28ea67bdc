using Azure.Core;
using Azure.Data.Tables;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
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
        await parts.Outbox.KeptAsync(overdue.Id, overdue.Version, Cancel);
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

    private static bool IsTransaction(Request request) =>
        request.Uri.ToString().Contains("$batch", StringComparison.Ordinal);
}
