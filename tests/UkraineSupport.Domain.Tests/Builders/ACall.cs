using UkraineSupport.Domain.Coalition.Calls;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>Calls for forces.</summary>
internal static class ACall
{
    public static readonly DateTimeOffset Deadline = Given.Now.AddDays(20);

    public static ForceCall Opened(params string[] nations) => Opened(null, nations);

    public static ForceCall Opened(IReadOnlyList<string>? serials, string[] nations) =>
        CallForForces
            .Decide("call-1", new(Deadline, serials, nations), AForce.Statement, Given.Coordinator, Given.Now)
            .Events.Aggregate((ForceCall?)null, ForceCall.Apply)!;
}
