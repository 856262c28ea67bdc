using System.Runtime.CompilerServices;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.Client;

/// <summary>The answer to a query, page by page.</summary>
internal sealed class InstancePages(InstanceReader reader, OrchestrationQuery query)
    : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = default,
        int? pageSizeHint = default
    ) => ReadAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? token,
        int size,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        do
        {
            var (views, next) = await reader.PageAsync(query, token, Math.Max(1, size), cancellation);
            var page = new List<OrchestrationMetadata>(views.Count);
            foreach (var view in views)
                page.Add(await reader.DescribeAsync(view, query.FetchInputsAndOutputs, cancellation));
            yield return new(page, next);
            token = next;
        } while (token is not null);
    }
}
