using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Statements;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>
/// What a force commitment may name, as the caller sees it: what the caller does not see is not there, and no refusal
/// tells of it.
/// </summary>
public sealed record ForceContext
{
    /// <summary>Of a caller to whom nothing is there.</summary>
    public static ForceContext Empty { get; } = new();

    /// <summary>The statement of requirements, or null.</summary>
    public StatementOfRequirements? Statement { get; init; }

    /// <summary>The successor that is named, its own successor, and so on, as far as the caller sees them.</summary>
    public IReadOnlyList<ForceCommitment> Successors { get; init; } = [];

    /// <summary>The commitments that name that successor too and have not ended.</summary>
    public IReadOnlyList<string> Predecessors { get; init; } = [];

    /// <summary>The call that is named, or null when there is none to the caller.</summary>
    public ForceCall? Call { get; init; }
}
