namespace UkraineSupport.Functions.Storage;

/// <summary>What this process wrote in one transaction.</summary>
/// <param name="Promise">What was promised of it.</param>
/// <param name="Stored">The <see cref="Stored{T}"/> after it.</param>
/// <param name="Events">What was written.</param>
internal sealed record RecentCommit(Promise Promise, object Stored, IReadOnlyList<StoredEvent> Events)
{
    /// <summary>Since when it is held.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>
/// What this process wrote last, so that a dispatch and the feed in the same process need not read it again. Nothing
/// depends on it: what is not here is read. It is held for <see cref="Held"/> at most, so that a text that is erased
/// is soon in no process any more.
/// </summary>
internal sealed class RecentCommits(TimeProvider time)
{
    /// <summary>How long a process goes by what it wrote.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromSeconds(10);

    private const int Most = 1024;

    /// <summary>Characters of a state: larger ones are read again rather than held.</summary>
    private const int Largest = 50_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<RecentCommit> _order = new();
    private readonly Dictionary<string, LinkedListNode<RecentCommit>> _byCommit = [];
    private readonly Dictionary<string, LinkedListNode<RecentCommit>> _made = [];
    private readonly Dictionary<string, LinkedListNode<RecentCommit>> _last = [];

    public void Add(RecentCommit commit, int size)
    {
        if (size > Largest)
            return;
        lock (_lock)
        {
            var node = _order.AddLast(commit with { Since = time.GetUtcNow() });
            _byCommit[commit.Promise.Commit] = node;
            if (commit.Promise.From == 0)
                _made[commit.Promise.Id] = node;
            if (Last(commit.Promise.Id) is not { } known || known.Promise.Version < commit.Promise.Version)
                _last[commit.Promise.Id] = node;
            if (_order.Count > Most)
                Forget(_order.First!);
        }
    }

    /// <summary>What was written under that commit, once; null when it is not here.</summary>
    public RecentCommit? Take(string commit)
    {
        lock (_lock)
        {
            ForgetOld();
            if (!_byCommit.TryGetValue(commit, out var node))
                return null;
            Taken(node);
            return node.Value;
        }
    }

    /// <summary>
    /// What was promised when this process made that aggregate, until it is taken: nothing can have been promised of it
    /// before. Null when it is not here.
    /// </summary>
    public Promise? Made(string id)
    {
        lock (_lock)
        {
            ForgetOld();
            return _made.GetValueOrDefault(id)?.Value.Promise;
        }
    }

    /// <summary>What this process wrote last of that aggregate; null when it is not here.</summary>
    public RecentCommit? Last(string id)
    {
        lock (_lock)
        {
            ForgetOld();
            return _last.GetValueOrDefault(id)?.Value;
        }
    }

    private void ForgetOld()
    {
        while (_order.First is { } oldest && time.GetUtcNow() - oldest.Value.Since > Held)
            Forget(oldest);
    }

    private void Taken(LinkedListNode<RecentCommit> node)
    {
        _byCommit.Remove(node.Value.Promise.Commit);
        if (node.Value.Promise.From == 0)
            _made.Remove(node.Value.Promise.Id);
    }

    private void Forget(LinkedListNode<RecentCommit> node)
    {
        Taken(node);
        _order.Remove(node);
        if (_last.GetValueOrDefault(node.Value.Promise.Id) == node)
            _last.Remove(node.Value.Promise.Id);
    }
}
