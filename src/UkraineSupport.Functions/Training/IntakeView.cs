using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Functions.Training;

/// <summary>
/// An intake as it is shown. <c>places</c> and <c>persons</c> are two ledgers, each a chain, never to be added to each
/// other. <c>expected</c>: persons that count as trained, by what is known.
/// </summary>
internal sealed record IntakeView(
    string Id,
    string CourseId,
    string Capability,
    string Language,
    string Country,
    string Provider,
    string? Series,
    IntakeStatus Status,
    long Version,
    DateOnly Start,
    DateOnly End,
    DateOnly NominationDeadline,
    DateTimeOffset NominationFrom,
    DateTimeOffset NominationUntil,
    int Capacity,
    decimal CompletionRate,
    Disclosure Disclosure,
    PlacesLedger Places,
    PersonsLedger Persons,
    int Expected,
    int Waiting,
    int DroppedOut,
    int Failed,
    string? Discrepancy,
    bool ReceiptConfirmed,
    int Postponements,
    bool EmptyOffered,
    IReadOnlyList<ShareView> Shares,
    IReadOnlyList<IntakeContribution> Contributions
)
{
    public static IntakeView Of(Intake i) =>
        new(
            i.Id,
            i.CourseId,
            i.Capability,
            i.Language,
            i.Country,
            i.Provider,
            i.Series,
            i.Status,
            i.Version,
            i.Dates.Start,
            i.Dates.End,
            i.Dates.NominationDeadline,
            i.NominationFrom,
            i.NominationUntil,
            i.Capacity,
            i.CompletionRate,
            i.Disclosure,
            i.PlacesLedger(),
            i.PersonsLedger(),
            i.Expected,
            i.Waiting,
            i.DroppedOut,
            i.Failed,
            i.Discrepancy,
            i.Confirmed is not null,
            i.Postponements,
            i.EmptyOffered,
            [.. i.Shares.Select(s => new ShareView(s.Pledge, s.Line, s.Donor, s.Places, i.ExpectedOf(s)))],
            i.Contributions
        );
}

/// <summary>What one line of a pledge gives to an intake.</summary>
/// <param name="Expected">Its part of the persons that count as trained.</param>
internal sealed record ShareView(string Pledge, int Line, string Donor, int Places, int Expected);
