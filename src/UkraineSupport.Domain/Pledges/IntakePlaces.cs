using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Pledges;

/// <summary>Committed places of a training line that are reserved for an intake; one entry a line and intake.</summary>
/// <param name="Intake">The intake.</param>
/// <param name="CourseId">Its course.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Places">How many.</param>
/// <param name="Provider">Whose course it is.</param>
/// <param name="Disclosure">Who may see the intake.</param>
/// <param name="Persons">Persons that they count for: by the stated rate, then those who graduated.</param>
/// <param name="End">The intake's last day: from then on these persons are there.</param>
/// <param name="Stage">How far they have come.</param>
/// <param name="Postponements">How often the intake was postponed.</param>
/// <param name="FoundVersion">The intake's version that this was read at; older news is ignored.</param>
public sealed record IntakePlaces(
    string Intake,
    string CourseId,
    int Line,
    int Places,
    string Provider,
    Disclosure Disclosure,
    int Persons,
    DateOnly End,
    PlacesStage Stage = PlacesStage.Reserved,
    int Postponements = 0,
    long FoundVersion = 0
)
{
    /// <summary>Whether they count.</summary>
    [JsonIgnore]
    public bool IsLive => Stage != PlacesStage.Released;

    /// <summary>Whether the intake has begun.</summary>
    [JsonIgnore]
    public bool IsGiven => Stage is PlacesStage.Running or PlacesStage.Graduated or PlacesStage.Confirmed;

    /// <summary>Whether the intake is over.</summary>
    [JsonIgnore]
    public bool IsOver => Stage is PlacesStage.Graduated or PlacesStage.Confirmed;
}
