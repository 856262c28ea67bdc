using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Statements;

/// <summary>Something that happened to the coalition's statement of requirements.</summary>
public abstract record StatementEvent;

/// <summary>
/// A coordinator put a version of the coalition's statement of requirements: the part of it that all may see who see
/// what is <paramref name="Level"/> and that those who see less do not. It replaces that part of before.
/// </summary>
/// <param name="Id">The statement.</param>
/// <param name="Level">Whom the part is for.</param>
/// <param name="Phases">Its phases: those of its serials that nobody sees who sees less.</param>
/// <param name="Serials">Its serials.</param>
/// <param name="By">The coordinator's party.</param>
/// <param name="At">When.</param>
[EventName("forceRequirements.put")]
public sealed record RequirementsPut(
    string Id,
    Disclosure Level,
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<Serial> Serials,
    string? By,
    DateTimeOffset At
) : StatementEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Level;

    string? IConfidentialEvent.About => null;
}
