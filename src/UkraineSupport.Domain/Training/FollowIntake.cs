using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Training;

/// <summary>
/// What an intake's news mean for a pledge that gives places to it. Older news than it has, or no news, changes
/// nothing, so that they may come late, twice or in any order.
/// </summary>
public static class FollowIntake
{
    /// <summary>
    /// Brings the places up to the intake as it is. When it is cancelled, or did not take them, they are free, and when
    /// it is postponed they stay; either way whoever counted on its graduates does so no more.
    /// </summary>
    public static Decision<PledgeEvent> Decide(Pledge pledge, Intake intake, DateTimeOffset now)
    {
        var events = new List<PledgeEvent>();
        foreach (var places in pledge.Intakes.Where(p => p.Intake == intake.Id && p.IsLive))
            events.AddRange(Of(pledge, places, intake, now));
        var after = events.Aggregate(pledge, Pledge.Apply);
        if (events.Count > 0)
            events.AddRange(after.Completion());
        return events.ToArray();
    }

    private static IEnumerable<PledgeEvent> Of(Pledge pledge, IntakePlaces places, Intake intake, DateTimeOffset now)
    {
        var share = intake.Share(pledge.Id, places.Line);
        if (share is null)
        {
            // Not asked yet: that is not no.
            if (!intake.Former.Contains(new FormerShare(pledge.Id, places.Line)))
                return [];
            return
            [
                .. Released(pledge, places, now),
                new PledgePlacesReleased([new(places.Intake, places.Line)]) { Disclosure = places.Disclosure },
            ];
        }

        if (intake.Version <= places.FoundVersion)
            return [];
        var followed = places with
        {
            Persons = intake.ExpectedOf(share),
            End = intake.Dates.End,
            Stage = intake.Stage,
            Postponements = intake.Postponements,
        };
        if (followed == places)
            return [];
        return
        [
            .. intake.Postponements > places.Postponements ? Released(pledge, places, now) : [],
            new PledgePlacesFollowed(
                places.Intake,
                places.Line,
                followed.Persons,
                followed.End,
                followed.Stage,
                followed.Postponements,
                intake.Version
            )
            {
                Disclosure = places.Disclosure,
            },
        ];
    }

    private static IEnumerable<PledgeEvent> Released(Pledge pledge, IntakePlaces places, DateTimeOffset now) =>
        pledge
            .Allocations.Where(a =>
                a.Intake == places.Intake && a.Line == places.Line && a.Status != AllocationStatus.Released
            )
            .Select(a => Pledge.About(new PledgeAllocationReduced(a.Id, 0, [], now), [a]));
}
