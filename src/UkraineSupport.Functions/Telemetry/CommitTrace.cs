using System.Diagnostics;

namespace UkraineSupport.Functions.Telemetry;

/// <summary>
/// One transaction on an aggregate: its span while it lasts, and what is counted of it when it has ended. Deadlines are
/// counted here, where they take effect: not by orchestrators, which run again, and not of a transaction that was lost.
/// </summary>
internal sealed class CommitTrace(string kind, string id) : IDisposable
{
    private readonly Activity? _span = Spans.Commit(kind, id);
    private readonly List<DeadlineOutcome> _deadlines = [];
    private string _outcome = "failed";

    /// <summary>An event that is written with it.</summary>
    public void Adds(object? before, object happened) => _deadlines.AddRange(DeadlineOutcomes.Of(before, happened));

    /// <summary>A request would have made it too large.</summary>
    public void IsFull() => _outcome = "full";

    /// <summary>Somebody else wrote first.</summary>
    public void IsLost() => _outcome = "conflict";

    /// <summary>It took effect.</summary>
    public void IsDone()
    {
        _outcome = "committed";
        _deadlines.ForEach(Measures.Deadline);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Measures.Committed(kind, _outcome);
        _span?.SetTag("ukraine_support.commit.outcome", _outcome);
        if (_outcome == "failed")
            _span?.SetStatus(ActivityStatusCode.Error);
        _span?.Dispose();
    }
}
