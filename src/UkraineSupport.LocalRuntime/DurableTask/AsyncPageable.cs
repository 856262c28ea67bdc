namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>One page of a longer answer.</summary>
public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
    where T : notnull
{
    /// <summary>The page's values.</summary>
    public IReadOnlyList<T> Values { get; } = values ?? throw new ArgumentNullException(nameof(values));

    /// <summary>Opaque; asks for the next page. Null on the last.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}

/// <summary>A long answer, read value by value or page by page.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    /// <summary>The answer in pages.</summary>
    /// <param name="continuationToken">Where to go on; null from the start.</param>
    /// <param name="pageSizeHint">Values a page; null for the default.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default);

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (var value in page.Values)
                yield return value;
        }
    }
}
