using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>
/// Holds offers that name an agreement by its id against it; a reference in words says nothing to it.
/// </summary>
internal sealed class AgreementPledges(AggregateStore store)
{
    /// <exception cref="ProblemException">422: there is no such agreement of the donor's, or it makes another
    /// thing.</exception>
    public async Task CheckAsync(Offer offer, Call call)
    {
        if (offer is not { Kind: PledgeKind.CoProduction, Agreement: { } id } || !Ids.Is(id, Agreement.IdKind))
            return;
        var found = (await store.LoadAsync<Agreement>(id, call.Aborted))?.State;
        var seen = found is not null && ((IAggregate)found).IsSeenBy(call.Actor) ? found : null;
        if (call.Actor.IsDonor(offer.Donor) && PledgeOfAgreement.WhyNot(offer, seen) is { } invalid)
            throw ProblemException.From(invalid);
    }

    /// <summary>Holds an amendment of a pledge against the agreement that it names.</summary>
    /// <exception cref="ProblemException">422: more would see the pledge, and so the agreement, than may.</exception>
    public async Task CheckAsync(Pledge pledge, AmendPledge change, Call call)
    {
        if (
            change.Disclosure is { } disclosure
            && call.Actor.IsDonor(pledge.Donor)
            && Ids.Is(pledge.Agreement ?? "", Agreement.IdKind)
            && await store.LoadAsync<Agreement>(pledge.Agreement!, call.Aborted) is { State: var agreement }
            && agreement.Donor == pledge.Donor
            && PledgeOfAgreement.WhyNotDisclose(disclosure, agreement) is { } invalid
        )
            throw ProblemException.From(invalid);
    }
}
