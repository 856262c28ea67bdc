using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>A unit that the balance puts into a serial.</summary>
/// <param name="Force">The unit's commitment.</param>
/// <param name="Serial">The serial.</param>
public sealed record Choice(ForceCommitment Force, Serial Serial);

/// <summary>Calling upon the units that the balance chooses, some at a time.</summary>
public static class Fill
{
    /// <summary>
    /// Days that are left to call upon somebody else when a nation declines, beside the notice to move of both.
    /// </summary>
    public const int ForOthers = 30;

    /// <summary>Units called upon in one transaction.</summary>
    public const int AtOnce = 30;

    /// <summary>
    /// Calls upon the units whose time has come: a unit is asked so early that another one can be called when its
    /// nation declines, and who relieves another one is called by that one's rotation. Nothing when units need not be
    /// chosen now.
    /// </summary>
    /// <param name="activation">The activation.</param>
    /// <param name="choices">What the balance chooses, units that are called upon included.</param>
    /// <param name="serials">The statement's serials.</param>
    /// <param name="board">Who is told of critical serials that are not filled.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">How long nations have.</param>
    public static Decision<ActivationEvent> Decide(
        Activation activation,
        IReadOnlyList<Choice> choices,
        IReadOnlyList<Serial> serials,
        IReadOnlyList<string> board,
        DateTimeOffset now,
        CoalitionSettings settings
    )
    {
        if (activation.Status != ActivationStatus.InForce || activation.FillAt is null || activation.FillAt > now)
            return default;
        var live = activation.Places.Where(p => !p.IsOver).Select(p => p.Commitment).ToHashSet();
        var open = choices
            .Where(c => !live.Contains(c.Force.Id) && c.Force is { Status: ForceStatus.Ready, CalledFor: null })
            .Where(c => !IsStale(activation, c.Force) && !IsRelievedByPlan(choices, c))
            .ToLookup(c => Due(activation, c) <= now);
        var calls = open[true].Take(AtOnce).ToList();
        var places = calls.ConvertAll(c => Call(activation, c, now, settings));
        var events = places.ConvertAll<ActivationEvent>(p => new ActivationUnitCalled(p));
        if (open[true].Count() > calls.Count)
            return events.ToArray();
        var missing = Missing([.. activation.Places, .. places], [.. open[false]], serials);
        var critical = serials
            .Where(s => s.Critical && missing.ContainsKey(s.Id))
            .ToDictionary(s => s.Id, s => missing[s.Id]);
        DateTimeOffset? again = open[false]
            .Select(c => Due(activation, c))
            .DefaultIfEmpty(DateTimeOffset.MaxValue)
            .Min();
        var isNews = critical.Keys.Except(activation.Escalated).Any();
        events.Add(
            new ActivationFilled(
                critical,
                isNews ? board : [],
                again == DateTimeOffset.MaxValue ? null : again,
                missing.Count > 0
            )
        );
        return events.ToArray();
    }

    /// <summary>The place of a unit that is called upon now.</summary>
    internal static Place Call(
        Activation activation,
        Choice choice,
        DateTimeOffset now,
        CoalitionSettings settings,
        Place? relieves = null
    )
    {
        var (force, serial) = choice;
        var notice = TimeSpan.FromDays(force.Terms.NtmDays);
        var soonest = DateOnly.FromDateTime((now + notice).UtcDateTime);
        var wanted = relieves?.ReliefDue ?? Needed(activation, choice);
        return new(
            force.Id,
            activation.Places.Count(p => p.Commitment == force.Id) + 1,
            force.Nation,
            serial.Id,
            force.Terms.Strength,
            serial.MeasureOf(force.Terms),
            now,
            now + (notice > settings.AnswerAtLeast ? notice : settings.AnswerAtLeast),
            soonest > wanted ? soonest : wanted,
            Strictest(force.Disclosure, serial.Disclosure, activation.Disclosure)
        );
    }

    /// <summary>Whether something newer of it was heard: it may not be ready any more.</summary>
    private static bool IsStale(Activation activation, ForceCommitment force) =>
        activation.Places.Any(p => p.Commitment == force.Id && p.SeenVersion > force.Version);

    /// <summary>
    /// Whether who it relieves is in the same plan, and will call it. A chain that comes back to itself begins with the
    /// first by name.
    /// </summary>
    private static bool IsRelievedByPlan(IReadOnlyList<Choice> choices, Choice reliever)
    {
        var chain = new List<string> { reliever.Force.Id };
        while (choices.FirstOrDefault(c => Relieves(c, chain[^1], reliever.Serial)) is { Force.Id: var before })
        {
            if (before == reliever.Force.Id)
                return chain.Exists(id => string.CompareOrdinal(id, before) < 0);
            if (chain.Contains(before))
                break;
            chain.Add(before);
        }

        return chain.Count > 1;
    }

    private static bool Relieves(Choice before, string reliever, Serial serial) =>
        before.Force.Terms.Successor == reliever && before.Serial.Id == serial.Id;

    private static Disclosure Strictest(params ReadOnlySpan<Disclosure> levels)
    {
        var strictest = Disclosure.Public;
        foreach (var level in levels)
            strictest = level > strictest ? level : strictest;
        return strictest;
    }

    private static DateOnly Needed(Activation activation, Choice choice)
    {
        var start = choice.Serial.Start(activation.DeclaredOn);
        return choice.Force.Terms.From > start ? choice.Force.Terms.From : start;
    }

    private static DateTimeOffset Due(Activation activation, Choice choice) =>
        Moments.Begin(Needed(activation, choice)) - TimeSpan.FromDays((2 * choice.Force.Terms.NtmDays) + ForOthers);

    /// <summary>
    /// New units, or other requirements: units are chosen again, where that can change anything. A choice that is being
    /// made may not know of them, so it is told too.
    /// </summary>
    public static Decision<ActivationEvent> Again(Activation activation, bool onlyIfShort, DateTimeOffset now) =>
        activation.Status == ActivationStatus.InForce
        && (activation.IsShort || !onlyIfShort || activation.FillAt <= now)
            ? new ActivationFillDue(now)
            : default(Decision<ActivationEvent>);

    /// <summary>
    /// What is missing of serials, where anything is, in what each is measured by. Who is called later counts as
    /// coming.
    /// </summary>
    private static Dictionary<string, int> Missing(
        IReadOnlyList<Place> places,
        IReadOnlyList<Choice> later,
        IReadOnlyList<Serial> serials
    )
    {
        // Who relieves another one is not there beside it.
        var holds = places.Where(p => p.Holds).ToList();
        var held = holds
            .Where(p => !holds.Exists(other => other.Id == p.Relieves))
            .Select(p => (p.Serial, p.Quantity))
            .Concat(later.Select(c => (Serial: c.Serial.Id, Quantity: c.Serial.MeasureOf(c.Force.Terms))))
            .ToLookup(p => p.Serial, p => p.Quantity);
        return serials
            .Select(s => (s.Id, Missing: s.Required - held[s.Id].Sum()))
            .Where(s => s.Missing > 0)
            .ToDictionary(s => s.Id, s => s.Missing);
    }
}
