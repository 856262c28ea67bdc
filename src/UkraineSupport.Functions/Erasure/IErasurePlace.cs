namespace UkraineSupport.Functions.Erasure;

/// <summary>Somewhere that the system keeps texts or persons' ids. All there are: docs/decisions/0034.</summary>
internal interface IErasurePlace
{
    /// <summary>Takes out what is to go, and may be repeated.</summary>
    /// <param name="wanted">What is to go.</param>
    /// <param name="writes">False only to count what would go.</param>
    /// <param name="count">Is told of each thing that was found.</param>
    /// <param name="cancel">Gives up.</param>
    Task EraseAsync(Wanted wanted, bool writes, ErasureCount count, CancellationToken cancel);
}
