using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>
/// The training that a bottleneck of workforce asks for is a requirement of Ukraine like any other: training pledges
/// fill it.
/// </summary>
internal sealed class Workforce(AggregateStore store)
{
    /// <summary>
    /// Whether the caller sees such a need of training, and everyone who sees the agreement may see it too.
    /// </summary>
    public async Task<bool> IsNeedAsync(Agreement agreement, string? requirement, Call call) =>
        await FindAsync(requirement, call.Actor, call.Aborted) is { } need
        && need.Disclosure <= agreement.Disclosure
        && CapabilityCatalog.Find(need.Capability)?.Area == "training";

    /// <summary>How far the training of a bottleneck has come, as far as the reader sees it.</summary>
    public async Task<TrainingView?> TrainingAsync(Bottleneck bottleneck, Actor viewer, CancellationToken cancel)
    {
        if (await FindAsync(bottleneck.Requirement, viewer, cancel) is not { } need)
            return null;
        var seen = RequirementView.From(need, viewer);
        return new(seen.Id, seen.Capability, seen.Quantity, seen.Allocated, seen.Received);
    }

    private async Task<Requirement?> FindAsync(string? id, Actor viewer, CancellationToken cancel) =>
        id is not null
        && Ids.Is(id, Requirement.IdKind)
        && await store.LoadAsync<Requirement>(id, cancel) is { State: var need }
        && ((IAggregate)need).IsSeenBy(viewer)
            ? need
            : null;
}

/// <summary>Training that a bottleneck of workforce asks for, persons.</summary>
/// <param name="Asked">Needed.</param>
/// <param name="Pledged">Allocated from training pledges.</param>
/// <param name="Filled">Trained, by Ukraine's word.</param>
internal sealed record TrainingView(
    string Requirement,
    string Capability,
    decimal Asked,
    decimal Pledged,
    decimal Filled
);
