namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>The force on one day.</summary>
/// <param name="On">The day.</param>
/// <param name="Planned">Persons that should be there by then: of units that come, were not lost and hand over as
/// planned.</param>
/// <param name="Actual">Persons that are there; null of a day that has not come.</param>
public sealed record ForceDay(DateOnly On, int Planned, int? Actual);

/// <summary>Who holds up what.</summary>
/// <param name="Nation">Who.</param>
/// <param name="Commitment">Its commitment.</param>
/// <param name="Serial">The serial that waits for it.</param>
/// <param name="What">What is waited for: <c>answer</c>, <c>deployment</c>, <c>transfer</c>, <c>relief</c> or
/// <c>resumption</c>.</param>
/// <param name="Since">The day on which that was, or is, due.</param>
/// <param name="IsLate">Whether that day is over.</param>
public sealed record HoldUp(string Nation, string Commitment, string Serial, string What, DateOnly Since, bool IsLate)
{
    /// <summary>All that is waited for in an activation, what is due first first.</summary>
    public static IReadOnlyList<HoldUp> Of(Activation activation, DateOnly today) =>
        activation.Status is not (ActivationStatus.InForce or ActivationStatus.Suspended)
            ? []
            :
            [
                .. activation
                    .Places.Select(p => (Place: p, For: For(p)))
                    .Where(p => p.For is not null)
                    .Select(p => new HoldUp(
                        p.Place.Nation,
                        p.Place.Commitment,
                        p.Place.Serial,
                        p.For!.Value.What,
                        p.For.Value.Due,
                        p.For.Value.Due < today
                    ))
                    .OrderBy(h => h.Since)
                    .ThenBy(h => h.Commitment, StringComparer.Ordinal),
            ];

    private static (string What, DateOnly Due)? For(Place place) =>
        place switch
        {
            { Status: PlaceStatus.Asked } => ("answer", DateOnly.FromDateTime(place.Deadline.UtcDateTime)),
            { Status: PlaceStatus.Activated } => ("deployment", place.PlannedOn),
            { Status: PlaceStatus.Rotating, ReliefDue: { } due } => ("transfer", due),
            { Status: PlaceStatus.Deployed, ReliefMissing: true, ReliefDue: { } due } => ("relief", due),
            { Status: PlaceStatus.Suspended } => ("resumption", place.PlannedOn),
            _ => null,
        };
}

/// <summary>The force by day, planned and actual.</summary>
public static class ForceByDay
{
    /// <summary>The days on which the planned or the actual force changes, and today; in order.</summary>
    public static IReadOnlyList<ForceDay> Of(Activation activation, DateOnly today)
    {
        var places = activation.Places;
        var days = places
            .SelectMany(p => (DateOnly?[])[p.PlannedOn, p.DeployedOn, p.LeftOn, Leaves(p)])
            .OfType<DateOnly>()
            .Append(activation.DeclaredOn)
            .Append(today)
            .Distinct()
            .Order();
        return
        [
            .. days.Select(day => new ForceDay(
                day,
                places.Where(p => IsPlanned(p, day)).Sum(p => p.Strength),
                day > today ? null : places.Where(p => IsThere(p, day)).Sum(p => p.Strength)
            )),
        ];
    }

    /// <summary>Who relieves another one counts from the day of the relief, and the other one until then.</summary>
    private static bool IsPlanned(Place place, DateOnly day) =>
        (place.Holds || place.Status == PlaceStatus.Relieved)
        && place.PlannedOn <= day
        && (Leaves(place) is not { } leaves || day < leaves);

    private static bool IsThere(Place place, DateOnly day) =>
        place.DeployedOn is { } there && there <= day && (place.LeftOn is not { } left || day < left);

    private static DateOnly? Leaves(Place place) => place.LeftOn ?? place.ReliefDue;
}
