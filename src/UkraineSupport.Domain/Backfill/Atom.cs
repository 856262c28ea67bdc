using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Backfill;

/// <summary>The least quantity of a line that can be allocated: a lot, a cent, or one unit.</summary>
internal static class Atom
{
    public static decimal Of(SupplyLine line) =>
        line.Lot ?? (CapabilityCatalog.Find(line.Capability) is { IsMoney: true } ? 0.01m : 1);
}
