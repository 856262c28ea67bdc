using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>What commitments mean for calls and for each other, on real storage.</summary>
public sealed class ForceConsequencesTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_to_be_relieved_hears_that_the_successor_has_ended()
    {
        var coalition = new Coalitions(new Parts(azurite.ConnectionString));
        var successor = await coalition.OfferAsync(from: 300);
        var relieved = await coalition.OfferAsync(successor);
        Assert.Null(relieved.SuccessorLost);

        await coalition.WithdrawAsync(successor.Id);

        var lost = (await coalition.LoadAsync(relieved.Id)).SuccessorLost;
        Assert.Equal((successor.Id, ForceStatus.Withdrawn), (lost!.Id, lost.Status));
    }

    [Fact]
    public async Task Who_named_it_while_it_was_ending_hears_it_too()
    {
        var coalition = new Coalitions(new Parts(azurite.ConnectionString));
        var successor = await coalition.OfferAsync(from: 300);
        await coalition.WithdrawAsync(successor.Id);

        // Decided on the successor as it was before.
        var relieved = await coalition.OfferAsync(successor);

        Assert.Equal(successor.Id, relieved.SuccessorLost?.Id);
    }

    [Fact]
    public async Task Who_names_a_successor_too_is_told_of_those_only_that_it_sees()
    {
        var parts = new Parts(azurite.ConnectionString);
        var coalition = new Coalitions(parts);
        var successor = await coalition.OfferAsync(from: 300);
        var secret = await coalition.OfferAsync(successor, disclosure: Disclosure.Restricted);

        async Task<IReadOnlyList<string>> NamedByAsync(Actor actor) =>
            (await parts.Get<ForceSurroundings>().OfAsync(actor, successor.Id, null, Cancel)).Predecessors;

        Assert.Equal([secret.Id], await NamedByAsync(Parts.Coordinator));
        Assert.Equal([secret.Id], await NamedByAsync(Parts.Donor));
        Assert.Empty(await NamedByAsync(Parts.Donor with { Party = "DNK" }));
        await coalition.WithdrawAsync(secret.Id);
        Assert.Empty(await NamedByAsync(Parts.Coordinator));
    }

    [Fact]
    public async Task A_chain_of_successors_is_followed_as_far_as_the_caller_sees()
    {
        var parts = new Parts(azurite.ConnectionString);
        var coalition = new Coalitions(parts);
        var last = await coalition.OfferAsync(from: 300, disclosure: Disclosure.Restricted);
        var middle = await coalition.OfferAsync(last, from: 200, disclosure: Disclosure.Restricted);

        async Task<IEnumerable<string>> ChainAsync(Actor actor) =>
            (await parts.Get<ForceSurroundings>().OfAsync(actor, middle.Id, null, Cancel)).Successors.Select(f => f.Id);

        Assert.Equal([middle.Id, last.Id], await ChainAsync(Parts.Donor));
        Assert.Empty(await ChainAsync(Parts.Donor with { Party = "DNK" }));
        Assert.Empty((await parts.Get<ForceSurroundings>().OfAsync(Parts.Donor, "gap-1", "x", Cancel)).Successors);
    }

    [Fact]
    public async Task A_call_hears_the_answer_once_and_puts_what_nobody_offered_for_before_the_board()
    {
        var parts = new Parts(azurite.ConnectionString);
        var coalition = new Coalitions(parts);
        await coalition.PutAsync(Coalitions.Serial("L1"), Coalitions.Serial("M1") with { Domain = ForceDomain.Cyber });
        var call = await coalition.CallAsync("NLD", "DNK");
        var asked = new AskOne(call.Id, CallAsker.Once, "NLD", call.RemindAt, call.Deadline);
        Assert.False(await coalition.Asker.HasAnsweredAsync(asked, Cancel));
        var force = await coalition.OfferAsync(call: call);
        await coalition.Consequences.FollowAsync(force, [], null!, Cancel);

        Assert.True(await coalition.Asker.HasAnsweredAsync(asked, Cancel));
        await coalition.Asker.RemindAsync(asked, Cancel);
        await coalition.Asker.LapseAsync(asked, Cancel);
        await coalition.Asker.RemindAsync(asked with { Party = "DNK" }, Cancel);
        await coalition.Asker.LapseAsync(asked with { Party = "DNK" }, Cancel);
        var all = new AskAll(call.Id, CallAsker.Once, ["NLD", "DNK"], call.RemindAt, call.Deadline);
        await coalition.Asker.EndAsync(all, Cancel);
        await coalition.Asker.EndAsync(all, Cancel);

        call = await coalition.LoadCallAsync(call.Id);
        Assert.Equal(
            [("NLD", SolicitationStatus.Answered, false), ("DNK", SolicitationStatus.Lapsed, true)],
            call.Nations.Select(n => (n.Nation, n.Status, n.Reminded))
        );
        Assert.Equal((force.Id, true), (Assert.Single(call.Of("NLD")!.Commitments), call.Ended));
        Assert.Equal(["M1"], call.Escalated);
        Assert.Empty(CallAsker.Alive(call));
    }
}
