using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;

namespace UkraineSupport.Functions.Coalition;

/// <summary>A force commitment as one caller may see it.</summary>
/// <param name="Serials">Serials it is for; none: any of its domain.</param>
/// <param name="UnknownSerials">Those of them that the statement of requirements has not (any more): it cannot be used
/// there.</param>
/// <param name="Call">The call that it answers, for those who may know.</param>
/// <param name="SuccessorLost">Whether the successor it names has ended, as far as the caller may see that.</param>
/// <param name="SuspendedFrom">Of a suspended one: the state that it goes back to.</param>
/// <param name="CalledFor">What it is called upon for in an activation, for those who may know.</param>
internal sealed record ForceView(
    string Id,
    string Nation,
    ForceStatus Status,
    long Version,
    string ForceElement,
    ForceDomain Domain,
    int Strength,
    int? Count,
    IReadOnlyList<string> Serials,
    IReadOnlyList<string> UnknownSerials,
    int NtmDays,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<Basing> Basing,
    int? RotationMonths,
    string? Successor,
    bool SuccessorLost,
    IReadOnlyList<ForceCaveat> Caveats,
    IReadOnlyList<AlsoPromised> AlsoPromised,
    Mandate Mandate,
    Disclosure Disclosure,
    string? Call,
    DateTimeOffset StatedAt,
    DateTimeOffset? ReviewDue,
    string? AcceptedBy,
    ForceStatus? SuspendedFrom,
    CallUp? CalledFor,
    DateOnly? DeployedOn,
    DateOnly? RelievedOn
)
{
    /// <param name="force">The commitment.</param>
    /// <param name="statement">The statement of requirements as <paramref name="viewer"/> sees it, or null.</param>
    /// <param name="viewer">The caller.</param>
    public static ForceView Of(ForceCommitment force, StatementOfRequirements? statement, Actor viewer)
    {
        var (f, known) = (force.SeenBy(viewer), (statement?.Serials ?? []).Select(s => s.Id).ToHashSet());
        return new(
            f.Id,
            f.Nation,
            f.Status,
            f.Version,
            f.Terms.ForceElement,
            f.Terms.Domain,
            f.Terms.Strength,
            f.Terms.Count,
            f.Terms.Serials,
            [.. f.Terms.Serials.Where(s => !known.Contains(s))],
            f.Terms.NtmDays,
            f.Terms.From,
            f.Terms.To,
            f.Terms.Basing,
            f.Terms.RotationMonths,
            f.Terms.Successor,
            f.SuccessorLost is not null,
            f.Terms.Caveats,
            f.Terms.AlsoPromised,
            f.Mandate,
            f.Disclosure,
            f.Call,
            f.StatedAt,
            f.ReviewDue,
            f.AcceptedBy,
            f.SuspendedFrom,
            f.CalledFor,
            f.DeployedOn,
            f.RelievedOn
        );
    }
}
