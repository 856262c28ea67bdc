using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// Places of training lines that are in intakes. They are allocated as far as the line's ledgers go: dispatched when
/// the intake begins, delivered when its results are reported, received when Ukraine has confirmed the graduates. An
/// allocation that names an intake says whom its graduates are for, and takes no places of its own.
/// </summary>
public sealed partial record Pledge
{
    /// <summary>Places in intakes.</summary>
    public IReadOnlyList<IntakePlaces> Intakes { get; init; } = [];

    /// <summary>Places of a line in an intake that still count, or null.</summary>
    public IntakePlaces? Places(string? intake, int line) =>
        Intakes.FirstOrDefault(p => p.Intake == intake && p.Line == line && p.IsLive);

    /// <summary>How far an allocation has come, in the unit of its need: persons, where it is of an intake.</summary>
    public AllocationProgress Counted(Allocation allocation) => Counted(allocation, Progress(allocation));

    /// <summary>The same with what is to leave it for another need, as long as that has not taken it.</summary>
    internal AllocationProgress CountedForNeed(Allocation allocation) => Counted(allocation, ForNeed(allocation));

    /// <summary>Day by which what is allocated is there: the last of the intake, or of the line.</summary>
    public DateOnly? ThereBy(Allocation allocation) =>
        Places(allocation.Intake, allocation.Line)?.End ?? Line(allocation.Line)?.DeliverBy;

    /// <summary>Who may see what an allocation covers: who sees the pledge, and the intake if it is of one.</summary>
    public Disclosure CoverageDisclosure(Allocation allocation) => Narrower(Disclosure, IntakeDisclosure(allocation));

    /// <summary>Who may see an allocation for a need that is seen by <paramref name="need"/>.</summary>
    internal Disclosure AllocationDisclosure(Allocation allocation, Disclosure need) =>
        Narrower(need, IntakeDisclosure(allocation));

    /// <summary>Whether the graduates of what is allocated are known.</summary>
    internal bool IsCounted(Allocation allocation) => Places(allocation.Intake, allocation.Line) is { IsOver: true };

    /// <summary>The event, as confidential as the narrowest of the pledge's intakes and needs.</summary>
    internal PledgeNeedEvent AboutAll(PledgeNeedEvent happened)
    {
        var about = About(happened, Allocations.Where(a => a.Quantity > 0));
        return about with
        {
            Disclosure = Intakes.Where(p => p.IsLive).Select(p => p.Disclosure).Append(about.Disclosure).Max(),
        };
    }

    private Disclosure IntakeDisclosure(Allocation allocation) =>
        Intakes.FirstOrDefault(p => p.Intake == allocation.Intake)?.Disclosure ?? Disclosure.Public;

    private static Disclosure Narrower(Disclosure one, Disclosure other) => one > other ? one : other;

    private AllocationProgress Counted(Allocation allocation, AllocationProgress progress)
    {
        if (allocation.Intake is null)
            return new(
                progress.Allocated * allocation.Factor,
                progress.Dispatched * allocation.Factor,
                progress.Delivered * allocation.Factor,
                progress.Received * allocation.Factor
            );
        var persons = (Places(allocation.Intake, allocation.Line)?.Persons ?? 0) * allocation.Factor;
        decimal If(decimal quantity) => quantity > 0 ? persons : 0;
        return new(If(progress.Allocated), If(progress.Dispatched), If(progress.Delivered), If(progress.Received));
    }

    private decimal InIntakes(int line, Func<IntakePlaces, bool> counts) =>
        Intakes.Where(p => p.Line == line && p.IsLive && counts(p)).Sum(p => p.Places);

    /// <summary>How far an allocation of an intake has come, in places.</summary>
    private AllocationProgress ProgressOfIntake(Allocation allocation)
    {
        var quantity = allocation.Status == AllocationStatus.Released ? 0 : allocation.Quantity;
        var places = Places(allocation.Intake, allocation.Line);
        return new(
            quantity,
            places is { IsGiven: true } ? quantity : 0,
            places is { IsOver: true } ? quantity : 0,
            places is { Stage: PlacesStage.Confirmed } ? quantity : 0
        );
    }

    private Pledge After(PledgeIntakesScheduled e) =>
        this with
        {
            Intakes =
            [
                .. Intakes,
                .. e.Intakes.Select(i => new IntakePlaces(
                    i.Id,
                    i.CourseId,
                    e.Line,
                    e.Places,
                    i.Provider,
                    i.Disclosure,
                    (int)decimal.Floor(e.Places * i.CompletionRate),
                    i.End
                )),
            ],
        };

    private Pledge After(PledgePlacesFollowed e)
    {
        var followed = With(
            e.Intake,
            e.Line,
            p =>
                p with
                {
                    Persons = e.Persons,
                    End = e.End,
                    Stage = e.Stage,
                    Postponements = e.Postponements,
                    FoundVersion = e.FoundVersion,
                }
        );
        return e.Stage != PlacesStage.Reserved && Status == PledgeStatus.Formalised
            ? followed with
            {
                Status = PledgeStatus.InDelivery,
            }
            : followed;
    }

    private Pledge After(PledgePlacesReleased e) =>
        e.Places.Aggregate(
            this,
            (pledge, p) => pledge.With(p.Intake, p.Line, places => places with { Stage = PlacesStage.Released })
        );

    private Pledge With(string intake, int line, Func<IntakePlaces, IntakePlaces> change) =>
        this with
        {
            Intakes = [.. Intakes.Select(p => p.Intake == intake && p.Line == line ? change(p) : p)],
        };
}
