namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// What a balance is made of. It knows no access: who asks hands in only what the reader may see, so that nothing else
/// can be worked out from the answer.
/// </summary>
/// <param name="DDay">Day of the ceasefire, declared or assumed.</param>
/// <param name="Serials">The statement of requirements.</param>
/// <param name="Units">The commitments.</param>
public sealed record BalanceInput(DateOnly DDay, IReadOnlyList<Serial> Serials, IReadOnlyList<ForceUnit> Units)
{
    /// <summary>The same with some nations left out.</summary>
    public BalanceInput Without(IEnumerable<string> nations)
    {
        var left = nations.ToHashSet(StringComparer.Ordinal);
        return this with { Units = [.. Units.Where(u => !left.Contains(u.Nation))] };
    }
}
