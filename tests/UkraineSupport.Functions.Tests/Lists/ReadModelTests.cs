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

        await parts.PledgeProjector.ProjectAsync(old, Cancel);

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
        Assert.Contains(await Listed(parts, PledgeProjection.All, Public), p => p == pledge.Id);

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

        Assert.DoesNotContain(await Listed(parts, PledgeProjection.All, Public), p => p == pledge.Id);
        Assert.Contains(await Listed(parts, PledgeProjection.All, Parts.Coordinator), p => p == pledge.Id);
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
            pledges.SelectMany(p => new[] { p, p, p }).Select(p => parts.PledgeProjector.ProjectAsync(p, Cancel))
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

        var (seen, after) = (new List<string>(), (string?)null);
        while (true)
        {
            var (rows, more) = await parts.Lists.ReadAsync(PledgeProjection.All, Parts.Coordinator, after, 3, Cancel);
            seen.AddRange(rows.Select(r => r.Position.Split('|')[1]));
            if (!more)
                break;
            after = rows[^1].Position;
        }

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
            Enumerable.Range(0, 2 * Segments.Size).Select(_ => parts.Ordinals.NextAsync("pledge", Cancel))
        );
        var newer = (await parts.AnnounceAsync(Disclosure.Coalition, donor: "ISL")).State.Id;

        var (both, more) = await parts.Lists.ReadAsync(donor, Parts.Coordinator, null, 5, Cancel);
        Assert.Equal([newer, older], both.Select(r => r.Position.Split('|')[1]));
        Assert.False(more);
        var (first, goesOn) = await parts.Lists.ReadAsync(donor, Parts.Coordinator, null, 1, Cancel);
        var (second, _) = await parts.Lists.ReadAsync(donor, Parts.Coordinator, first[0].Position, 1, Cancel);
        Assert.Equal((newer, true, older), (first[0].Position.Split('|')[1], goesOn, second[0].Position.Split('|')[1]));
        Assert.Equal([older], await Listed(parts, donor, Public));
    }

    [Fact]
    public async Task Numbers_in_the_order_of_lists_are_given_once_however_many_ask_at_once()
    {
        var (one, other) = (new Parts(azurite.ConnectionString), new Parts(azurite.ConnectionString));
        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? one : other).Ordinals.NextAsync("test", Cancel))
        );
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), numbers.Order());
    }

    private static async Task<List<string>> Listed(Parts parts, Place place, Actor actor)
    {
        var page = await new ListReader(parts.Lists).ReadAsync(place, actor, 200, null, r => r.Position, Cancel);
        return [.. page.Items.Select(p => p.Split('|')[1])];
    }

    private static async Task<decimal> Pledged(Parts parts, Actor actor, string donor) =>
        (await parts.Totals.ReadAsync(actor, "AMMO-155", Cancel))
            .GetValueOrDefault(("AMMO-155", donor), LedgerSums.None)
            .Pledged;
}
