using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Lists;

public sealed class ReadModelTests(AzuriteFixture azurite)
{
    private static readonly Actor Public = Actor.Anonymous;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_status_change_moves_the_entry_from_one_list_to_the_other()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledge = await parts.CommitAsync();
        Assert.Contains(
            await Listed(parts, PledgeProjection.OfStatus(PledgeStatus.Formalised), Public),
            p => p == pledge.Id
        );
        Assert.DoesNotContain(
            await Listed(parts, PledgeProjection.OfStatus(PledgeStatus.Announced), Public),
            p => p == pledge.Id
        );
    }

    [Fact]
    public async Task A_late_projection_of_an_old_state_changes_nothing()
    {
        var parts = new Parts(azurite.ConnectionString);
        var old = await parts.AnnounceAsync();
        var declined = await parts.ChangeAsync(
            old.State.Id,
            p =>
                Review.Decide(
                    p,
                    new(ReviewDecision.Decline, "no"),
                    Parts.Coordinator,
                    parts.Time.GetUtcNow(),
                    Parts.Deadlines
                )
        );

        await parts.PledgeProjector.ProjectAsync(old, isNew: false, Cancel);

        Assert.Contains(
            await Listed(parts, PledgeProjection.OfStatus(PledgeStatus.Declined), Public),
            p => p == declined.Id
        );
        Assert.DoesNotContain(
            await Listed(parts, PledgeProjection.OfStatus(PledgeStatus.Announced), Public),
            p => p == declined.Id
        );
    }

    [Fact]
    public async Task A_pledge_that_becomes_restricted_leaves_public_lists_and_totals()
    {
        var parts = new Parts(azurite.ConnectionString);
        var donor = new Actor(Role.Donor, "SWE", "liaison");
        var pledge = (await parts.AnnounceAsync(donor: "SWE")).State;
        Assert.Equal(100, await Pledged(parts, Public, "SWE"));
        Assert.Contains(await Listed(parts, Tag.All, Public), p => p == pledge.Id);

        await parts.ChangeAsync(
            pledge.Id,
            p =>
                Amend.Decide(
                    p,
                    new("security", Disclosure: Disclosure.Restricted),
                    donor,
                    parts.Time.GetUtcNow(),
                    Parts.Deadlines
                )
        );

        Assert.DoesNotContain(await Listed(parts, Tag.All, Public), p => p == pledge.Id);
        Assert.Contains(await Listed(parts, Tag.All, Parts.Coordinator), p => p == pledge.Id);
        Assert.Equal(0, await Pledged(parts, Public, "SWE"));
        Assert.Equal(100, await Pledged(parts, donor, "SWE"));
    }

    [Fact]
    public async Task Projections_at_once_and_repeated_count_each_pledge_once()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledges = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => parts.AnnounceAsync(quantity: 10, donor: "DNK"))
        );
        await Task.WhenAll(
            pledges
                .SelectMany(p => new[] { p, p, p })
                .Select(p => parts.PledgeProjector.ProjectAsync(p, isNew: false, Cancel))
        );
        Assert.Equal(80, await Pledged(parts, Public, "DNK"));
    }

    [Fact]
    public async Task Pages_in_a_row_give_every_entry_once_newest_first()
    {
        var parts = new Parts(azurite.ConnectionString);
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            parts.Time.Advance(TimeSpan.FromSeconds(1));
            made.Add((await parts.AnnounceAsync(i % 2 == 0 ? Disclosure.Public : Disclosure.Coalition)).State.Id);
        }

        var seen = await PagesAsync(parts, Parts.Coordinator, 3, Tag.All);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(made.AsEnumerable().Reverse(), seen.Where(made.Contains));
    }

    [Fact]
    public async Task A_page_goes_on_from_one_segment_into_the_next()
    {
        var parts = new Parts(azurite.ConnectionString);
        var donor = PledgeProjection.OfDonor("ISL");
        var older = (await parts.AnnounceAsync(donor: "ISL")).State.Id;
        await Task.WhenAll(
            Enumerable.Range(0, 2 * ListIndex.SegmentSize).Select(_ => parts.Ordinals.NextAsync("pledge"))
        );
        var newer = (await parts.AnnounceAsync(Disclosure.Coalition, donor: "ISL")).State.Id;

        Assert.Equal([newer, older], await PagesAsync(parts, Parts.Coordinator, 5, donor));
        Assert.Equal([newer, older], await PagesAsync(parts, Parts.Coordinator, 1, donor));
        Assert.Equal([older], await PagesAsync(parts, Public, 1, donor));
    }

    [Fact]
    public async Task Numbers_in_the_order_of_lists_are_given_once_however_many_ask_at_once()
    {
        var (one, other) = (new Parts(azurite.ConnectionString), new Parts(azurite.ConnectionString));
        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? one : other).Ordinals.NextAsync("test"))
        );
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), numbers.Order());
    }

    private static Task<List<string>> Listed(Parts parts, Tag tag, Actor actor) => PagesAsync(parts, actor, 200, tag);

    /// <summary>What a caller finds who follows the cursors to the end.</summary>
    private static async Task<List<string>> PagesAsync(Parts parts, Actor actor, int limit, params Tag[] tags)
    {
        var (found, cursor) = (new List<string>(), (string?)null);
        do
        {
            var request = new DefaultHttpContext().Request;
            request.QueryString = QueryString.Create([
                new("limit", $"{limit}"),
                .. cursor is null ? [] : new KeyValuePair<string, string?>[] { new("cursor", cursor) },
            ]);
            var page = await parts
                .Get<ListReader>()
                .ReadAsync(new(request, actor, Cancel), "pledge", tags, row => row.Id, []);
            found.AddRange(page.Items);
            cursor = page.Cursor;
        } while (cursor is not null);
        return found;
    }

    private static async Task<decimal> Pledged(Parts parts, Actor actor, string donor) =>
        (await parts.Totals.ReadAsync(actor, "AMMO-155", Cancel))
            .GetValueOrDefault(("AMMO-155", donor), LedgerSums.None)
            .Pledged;
}
