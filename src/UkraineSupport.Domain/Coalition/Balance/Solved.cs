namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What came out of one component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Draft">Who goes where.</param>
/// <param name="Bound">No assignment fills more, nor has fewer splits: the second holds for those that fill as much
/// of the critical serials, the third for those that fill as much of all.</param>
internal sealed record Solved(Component Component, Draft Draft, Points Bound)
{
    public Points Points => Draft.Points;
}
