using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Training;

/// <summary>A donor's wish to give places to another party's intake.</summary>
/// <param name="Pledge">The caller's own committed training pledge.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Places">How many.</param>
public sealed record ShareInIntake(string Pledge, int Line, int Places);

/// <summary>
/// Places of a line for an intake, agreed between the two without a common transaction (decision 0003): the pledge
/// reserves them, the intake takes or refuses them for good, the pledge records what it said. Each step is known by
/// pledge, line and intake and may be repeated.
/// </summary>
public static class SharePlaces
{
    /// <summary>Reserves on the pledge's line.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="intake">The intake, as the caller sees it.</param>
    /// <param name="wish">What is asked.</param>
    /// <param name="actor">Who gives.</param>
    public static Decision<PledgeEvent> Reserve(Pledge pledge, Intake intake, ShareInIntake wish, Actor actor)
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("The places are its donor's to give.");
        var line = pledge.Line(wish.Line);
        var check = new Check();
        check.That(
            line is not null,
            "/line",
            $"There is no line {wish.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
        );
        check.That(
            line is null || line.Capability == intake.Capability,
            "/line",
            $"The intake trains {intake.Capability}, and the line is {line?.Capability}."
        );
        check.That(wish.Places is >= 1 and <= 10_000, "/places", "1 to 10000 places.");
        check.Lots(wish.Places, line?.Lot, "/places");
        check.That(
            pledge.Disclosure <= intake.Disclosure,
            "/pledge",
            $"The intake is more open than the pledge, which is {pledge.Disclosure}."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (pledge.Intakes.Any(p => p.Intake == intake.Id && p.Line == wish.Line))
            return new Conflict("already-shared", "The line gives places to the intake, or gave and took them back.");
        if (WhyNotTake(intake, wish.Places) is { } full)
            return full;
        if (Schedule.Free(pledge, line!, wish.Places) is { } conflict)
            return conflict;
        if (pledge.Intakes.Count >= Schedule.MaxIntakes)
            return new Conflict("too-many-intakes", $"A pledge gives places to at most {Schedule.MaxIntakes} intakes.");
        return new PledgePlacesShared(
            intake.Id,
            intake.CourseId,
            wish.Line,
            wish.Places,
            intake.Provider,
            (int)decimal.Floor(wish.Places * intake.CompletionRate),
            intake.Dates.End
        )
        {
            Disclosure = intake.Disclosure,
        };
    }

    /// <summary>The intake takes what is reserved, or refuses it for good; nothing when it has answered.</summary>
    public static Decision<IntakeEvent> Take(Intake intake, Pledge pledge, IntakePlaces places)
    {
        var answered =
            intake.Share(pledge.Id, places.Line) is not null
            || intake.Former.Contains(new FormerShare(pledge.Id, places.Line));
        if (answered)
            return default;
        if (!places.IsLive)
            return new IntakeShareRefused(pledge.Id, places.Line, "The pledge released it.");
        return WhyNotTake(intake, places.Places) is { } why
            ? new IntakeShareRefused(pledge.Id, places.Line, why.Detail)
            : new IntakeShareTaken(ShareOf(pledge, places.Line, places.Places));
    }

    /// <summary>The pledge took its places back: the intake loses them, and is cancelled without any.</summary>
    public static Decision<IntakeEvent> Lose(Intake intake, string pledge, int line)
    {
        if (intake.Share(pledge, line) is not { } share)
            return default;
        var lost = new IntakeShareLost(pledge, line);
        return intake.IsAhead && intake.Places == share.Places
            ? (IntakeEvent[])[lost, new IntakeCancelled(intake.Nominated)]
            : lost;
    }

    /// <summary>A line's share, with what a place of it is worth.</summary>
    public static IntakeShare ShareOf(Pledge pledge, int line, int places) =>
        new(pledge.Id, line, pledge.Donor, places, pledge.UnitEur(pledge.Line(line)!));

    private static Conflict? WhyNotTake(Intake intake, int places) =>
        !intake.IsAhead ? new("intake-not-ahead", $"The intake is {intake.Status}.")
        : intake.Places + places > intake.Capacity
            ? new("intake-full", $"The intake has room for {intake.Capacity - intake.Places} places more.")
        : null;
}
