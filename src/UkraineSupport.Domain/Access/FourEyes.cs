using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Access;

/// <summary>
/// Coordinators of a donor's own party do not review, accept, allocate, move or settle what that donor pledged: a
/// coordinator of another party does, and one without a party is of none. Setting <c>FourEyes__Required</c>, on
/// unless it says otherwise.
/// </summary>
public sealed record FourEyes
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "four-eyes";

    /// <summary>As it is unless an installation says otherwise.</summary>
    public static FourEyes Usual { get; } = new();

    /// <summary>Whether it holds.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Why an actor may not decide on what <paramref name="donor"/> pledged, or null.</summary>
    internal Forbidden? WhyNot(Actor actor, string donor) =>
        Required && (actor.Party is null || actor.Party == donor)
            ? new($"Four eyes: a coordinator of another party than {donor} decides on what {donor} pledged.", Code)
            : null;
}
