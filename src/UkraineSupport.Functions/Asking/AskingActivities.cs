using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Asking;

/// <summary>
/// What an asking means for one kind of aggregate. Each step may run again: the aggregate knows what was done.
/// </summary>
internal interface IAsker
{
    /// <summary>Prefix of the ids of the aggregates that are asked about.</summary>
    string Kind { get; }

    /// <summary>Whether nothing is waited for from the party any more.</summary>
    Task<bool> HasAnsweredAsync(AskOne asking, CancellationToken cancel);

    /// <summary>Half of the time is gone.</summary>
    Task RemindAsync(AskOne asking, CancellationToken cancel);

    /// <summary>The time is over.</summary>
    Task LapseAsync(AskOne asking, CancellationToken cancel);

    /// <summary>All have answered or let it pass.</summary>
    Task EndAsync(AskAll asking, CancellationToken cancel);
}

/// <summary>What an asking's orchestration does, by what it is about.</summary>
internal sealed class AskingActivities(IEnumerable<IAsker> askers)
{
    /// <summary>Name of the activity that reads whether a party has answered.</summary>
    public const string Read = "ReadAnswer";

    /// <summary>Name of the activity that reminds a party.</summary>
    public const string Remind = "RemindDonor";

    /// <summary>Name of the activity after a party's deadline.</summary>
    public const string Lapse = "LapseDonor";

    /// <summary>Name of the activity after all.</summary>
    public const string End = "EscalateSolicitation";

    private readonly List<IAsker> _askers = [.. askers];

    /// <summary>Whether the party has answered.</summary>
    [Function(Read)]
    public Task<bool> ReadAsync([ActivityTrigger] AskOne asking, CancellationToken cancel) =>
        Of(asking.About).HasAnsweredAsync(asking, cancel);

    /// <summary>Reminds the party.</summary>
    [Function(Remind)]
    public Task RemindAsync([ActivityTrigger] AskOne asking, CancellationToken cancel) =>
        Of(asking.About).RemindAsync(asking, cancel);

    /// <summary>The party let it pass.</summary>
    [Function(Lapse)]
    public Task LapseAsync([ActivityTrigger] AskOne asking, CancellationToken cancel) =>
        Of(asking.About).LapseAsync(asking, cancel);

    /// <summary>Does what is to be done in the end.</summary>
    [Function(End)]
    public Task EndAsync([ActivityTrigger] AskAll asking, CancellationToken cancel) =>
        Of(asking.About).EndAsync(asking, cancel);

    private IAsker Of(string about) =>
        _askers.Find(a => Ids.Is(about, a.Kind))
        ?? throw new InvalidOperationException($"Nobody is asked about '{about}'.");
}
