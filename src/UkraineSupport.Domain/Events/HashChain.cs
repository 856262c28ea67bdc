namespace UkraineSupport.Domain.Events;

/// <summary>Finds the first event of a history that is not as it was sealed.</summary>
public static class HashChain
{
    /// <summary>
    /// Walks <paramref name="events"/> (consecutive, from version <c>after + 1</c>) and answers the version of the
    /// first one that was altered, removed or put in between; null when all is as it was.
    /// </summary>
    /// <param name="events">The history, oldest first.</param>
    /// <param name="after">Version before the first event.</param>
    /// <param name="previousHash">Hash of that version.</param>
    /// <param name="head">When the walk reaches the aggregate's end: the hash its state says is last; null
    /// otherwise.</param>
    public static long? FirstBroken(IEnumerable<EventRecord> events, long after, string previousHash, string? head)
    {
        var version = after;
        foreach (var happened in events)
        {
            version++;
            if (happened.Version != version || happened.PreviousHash != previousHash || !happened.IsUnchanged())
                return version;
            previousHash = happened.Hash;
        }

        return head is null || head == previousHash ? null : version + 1;
    }
}
