namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// A truth about one part of a serial's time: what is filled in it is no more than what each unit adds, and a constant.
/// </summary>
/// <param name="Part">The part.</param>
/// <param name="Constant">The constant.</param>
/// <param name="Terms">By choice that covers the part, what it adds.</param>
internal sealed record Row(int Part, long Constant, (int Choice, long Adds)[] Terms)
{
    /// <summary>What a choice adds, if it has to do with the part.</summary>
    public long Adds(int choice) => Array.Find(Terms, t => t.Choice == choice).Adds;

    /// <summary>That nobody adds more than there is of them.</summary>
    public static Row Plain(Component component, int part, IEnumerable<int> choices) =>
        new(part, 0, [.. choices.Select(c => (c, component.Adds(c, part)))]);
}
