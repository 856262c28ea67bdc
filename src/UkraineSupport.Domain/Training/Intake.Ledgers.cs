namespace UkraineSupport.Domain.Training;

/// <summary>Places of an intake: allocated ≥ offered ≥ taken.</summary>
/// <param name="Allocated">Reserved for it on the lines of pledges.</param>
/// <param name="Offered">Open for nominations, or past that.</param>
/// <param name="Taken">Kept for those nominated; once it has begun: by those who began.</param>
public sealed record PlacesLedger(int Allocated, int Offered, int Taken)
{
    /// <summary>Offered and not taken.</summary>
    public int Empty => Offered - Taken;
}

/// <summary>Persons of an intake: nominated ≥ enrolled ≥ completed ≥ confirmed.</summary>
/// <param name="Nominated">By Ukraine.</param>
/// <param name="Enrolled">Began.</param>
/// <param name="Completed">Graduated, by the provider's word.</param>
/// <param name="Confirmed">Graduated, by Ukraine's word.</param>
public sealed record PersonsLedger(int Nominated, int Enrolled, int Completed, int Confirmed);

public sealed partial record Intake
{
    /// <summary>Its places; reckoned, so that they cannot drift from what happened.</summary>
    public PlacesLedger PlacesLedger()
    {
        if (Status == IntakeStatus.Cancelled)
            return new(0, 0, 0);
        var isOffered = Status is not (IntakeStatus.Scheduled or IntakeStatus.Postponed);
        var hasBegun = Status is IntakeStatus.Running or IntakeStatus.Graduated;
        return new(
            Places,
            isOffered ? Places : 0,
            hasBegun ? Enrolled
                : isOffered ? Accepted
                : 0
        );
    }

    /// <summary>Its persons.</summary>
    public PersonsLedger PersonsLedger() => new(Nominated, Enrolled, Completed, Confirmed ?? 0);

    /// <summary>
    /// Persons that count as trained, by what is known: places by the stated rate, whole persons; once the results are
    /// reported those who graduated; once Ukraine has confirmed them those.
    /// </summary>
    public int Expected =>
        Status switch
        {
            IntakeStatus.Cancelled => 0,
            IntakeStatus.Graduated => Confirmed ?? Completed,
            _ => (int)decimal.Floor(Places * CompletionRate),
        };

    /// <summary>What of the persons that count is one share's; a joint intake counts once.</summary>
    public int ExpectedOf(IntakeShare share)
    {
        List<int> places = [.. Shares.Select(s => s.Places), .. Unbacked > 0 ? (int[])[Unbacked] : []];
        return Training.Shares.Of(Expected, places)[Shares.ToList().IndexOf(share)];
    }

    /// <summary>How far the places that pledges give to it have come.</summary>
    public PlacesStage Stage =>
        Status switch
        {
            IntakeStatus.Running => PlacesStage.Running,
            IntakeStatus.Graduated => Confirmed is null ? PlacesStage.Graduated : PlacesStage.Confirmed,
            IntakeStatus.Cancelled => PlacesStage.Released,
            _ => PlacesStage.Reserved,
        };
}
