using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Insights;

namespace UkraineSupport.Functions.Training;

/// <summary>Figures of intakes. Places and persons are two ledgers, never to be added to each other.</summary>
/// <param name="Intakes">How many; a joint one counts in each donor's, and in none twice.</param>
/// <param name="Allocated">Places in intakes.</param>
/// <param name="Offered">Places that nominations are or were open for.</param>
/// <param name="Taken">Places that are kept for somebody, or were used.</param>
/// <param name="Given">Places of intakes that have begun.</param>
/// <param name="Empty">Of these: places that nobody used.</param>
/// <param name="EmptyEur">What those are worth, as far as that is known.</param>
/// <param name="Nominated">Persons nominated.</param>
/// <param name="Enrolled">Persons who began.</param>
/// <param name="Finished">Of these: persons of intakes that are over.</param>
/// <param name="Completed">Persons who graduated, by the provider's word.</param>
/// <param name="Confirmed">Persons who graduated, by Ukraine's word.</param>
/// <param name="Expected">Persons that count as trained, by what is known.</param>
internal sealed record TrainingSums(
    int Intakes,
    int Allocated,
    int Offered,
    int Taken,
    int Given,
    int Empty,
    decimal EmptyEur,
    int Nominated,
    int Enrolled,
    int Finished,
    int Completed,
    int Confirmed,
    int Expected
) : ISums<TrainingSums>
{
    public static TrainingSums None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static TrainingSums operator +(TrainingSums a, TrainingSums b) => a.Plus(b, 1);

    public static TrainingSums operator -(TrainingSums a, TrainingSums b) => a.Plus(b, -1);

    /// <summary>What of an intake is each donor's: divided by places, the largest remainder first.</summary>
    public static IEnumerable<(string Donor, TrainingSums Sums)> ByDonor(Intake intake)
    {
        var places = intake.Shares.Select(s => s.Places).ToList();
        if (intake.Unbacked > 0)
            places.Add(intake.Unbacked);
        IReadOnlyList<int> Divided(int all) => Shares.Of(all, places);
        var (ledger, persons) = (intake.PlacesLedger(), intake.PersonsLedger());
        var (offered, taken) = (Divided(ledger.Offered), Divided(ledger.Taken));
        var (nominated, enrolled) = (Divided(persons.Nominated), Divided(persons.Enrolled));
        var (completed, confirmed) = (Divided(persons.Completed), Divided(persons.Confirmed));
        var expected = Divided(intake.Expected);
        var hasBegun = intake.Status is IntakeStatus.Running or IntakeStatus.Graduated;
        foreach (var (share, i) in intake.Shares.Select((s, i) => (s, i)))
        {
            var empty = hasBegun ? share.Places - taken[i] : 0;
            yield return (
                share.Donor,
                new(
                    1,
                    share.Places,
                    offered[i],
                    taken[i],
                    hasBegun ? share.Places : 0,
                    empty,
                    decimal.Round(empty * (share.UnitEur ?? 0), 2, MidpointRounding.AwayFromZero),
                    nominated[i],
                    enrolled[i],
                    intake.Status == IntakeStatus.Graduated ? enrolled[i] : 0,
                    completed[i],
                    confirmed[i],
                    expected[i]
                )
            );
        }
    }

    /// <summary>All of an intake, also what is given by no pledge any more.</summary>
    public static TrainingSums Of(Intake intake)
    {
        var (places, persons) = (intake.PlacesLedger(), intake.PersonsLedger());
        var hasBegun = intake.Status is IntakeStatus.Running or IntakeStatus.Graduated;
        return new(
            1,
            places.Allocated,
            places.Offered,
            places.Taken,
            hasBegun ? intake.Places : 0,
            hasBegun ? places.Empty : 0,
            ByDonor(intake).Sum(d => d.Sums.EmptyEur),
            persons.Nominated,
            persons.Enrolled,
            intake.Status == IntakeStatus.Graduated ? persons.Enrolled : 0,
            persons.Completed,
            persons.Confirmed,
            intake.Expected
        );
    }

    private TrainingSums Plus(TrainingSums other, int sign) =>
        new(
            Intakes + (sign * other.Intakes),
            Allocated + (sign * other.Allocated),
            Offered + (sign * other.Offered),
            Taken + (sign * other.Taken),
            Given + (sign * other.Given),
            Empty + (sign * other.Empty),
            EmptyEur + (sign * other.EmptyEur),
            Nominated + (sign * other.Nominated),
            Enrolled + (sign * other.Enrolled),
            Finished + (sign * other.Finished),
            Completed + (sign * other.Completed),
            Confirmed + (sign * other.Confirmed),
            Expected + (sign * other.Expected)
        );
}
