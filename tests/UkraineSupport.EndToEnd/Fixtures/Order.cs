using UkraineSupport.EndToEnd.Backfill;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.EndToEnd.Page;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// They wait more than they reckon, so that two cores have time for three.
[assembly: Parallelization(MaxThreads = 3)]
[assembly: TestCollectionOrderer(typeof(Order))]

namespace UkraineSupport.EndToEnd.Fixtures;

/// <summary>The collections that take longest begin first: begun last, nothing would run beside them.</summary>
public sealed class Order : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderByDescending(c =>
                c.TestCollectionDisplayName == DemoReaders.Name
                || c.TestCollectionDisplayName.Contains(nameof(BackfillCrashTests), StringComparison.Ordinal)
            ),
        ];
}
