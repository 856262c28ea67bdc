using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>
/// What a donor gave from stock is replenished once (DOMAIN §2, backfill): the pledge that was given counts what of it
/// replenishments are validated for. Each step may be repeated: it is known by the replenishment's id.
/// </summary>
public static class Replenish
{
    /// <summary>What a pledge gave of a capability, in its unit: what has left the donor for Ukraine, and was not
    /// replenished yet.</summary>
    /// <param name="given">The pledge.</param>
    /// <param name="capability">Code from the catalogue.</param>
    /// <param name="but">A replenishment that is not counted, or null.</param>
    public static decimal Left(Pledge given, string capability, string? but = null) =>
        given.Lines.Where(l => l.Capability == capability).Sum(l => given.SupportLedger(l).Dispatched)
        - given.Replenished.Where(r => r.Capability == capability && r.Requirement != but).Sum(r => r.Quantity);

    /// <summary>A coordinator validates a replenishment: the pledge that was given counts it.</summary>
    public static Decision<PledgeEvent> Count(Pledge given, Requirement replenishment)
    {
        var counted = Of(given, replenishment.Id);
        if (counted == replenishment.Quantity)
            return default;
        var left = Left(given, replenishment.Capability, replenishment.Id);
        return replenishment.Quantity > left
            ? new Conflict(
                "given-already",
                $"Of {replenishment.Capability} the pledge has given {Math.Max(0, left)} {replenishment.Unit} that are not replenished yet."
            )
            : Counted(replenishment, replenishment.Quantity);
    }

    /// <summary>It was rejected or taken back: what had left for it stays counted.</summary>
    public static Decision<PledgeEvent> Uncount(Pledge given, Requirement replenishment)
    {
        var stays = replenishment.Coverage.Sum(c => c.Dispatched);
        return Of(given, replenishment.Id) <= stays ? default(Decision<PledgeEvent>) : Counted(replenishment, stays);
    }

    private static PledgeReplenishmentCounted Counted(Requirement replenishment, decimal quantity) =>
        new(replenishment.Id, replenishment.Capability, quantity)
        {
            Disclosure = replenishment.Disclosure,
            NeedOwner = replenishment.Owner,
        };

    private static decimal Of(Pledge given, string replenishment) =>
        given.Replenished.FirstOrDefault(r => r.Requirement == replenishment)?.Quantity ?? 0;
}
