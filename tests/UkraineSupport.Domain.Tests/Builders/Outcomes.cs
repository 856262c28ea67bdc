using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>What a decision came to, in the words of an assertion.</summary>
internal static class Outcomes
{
    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<PledgeEvent> decision)
        where T : PledgeEvent => One<PledgeEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<RequirementEvent> decision)
        where T : RequirementEvent => One<RequirementEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<GapEvent> decision)
        where T : GapEvent => One<GapEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<UsFlowEvent> decision)
        where T : UsFlowEvent => One<UsFlowEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<UsSignalEvent> decision)
        where T : UsSignalEvent => One<UsSignalEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<RateEvent> decision)
        where T : RateEvent => One<RateEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<StatementEvent> decision)
        where T : StatementEvent => One<StatementEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<ForceEvent> decision)
        where T : ForceEvent => One<ForceEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<CallEvent> decision)
        where T : CallEvent => One<CallEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<ActivationEvent> decision)
        where T : ActivationEvent => One<ActivationEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<CourseEvent> decision)
        where T : CourseEvent => One<CourseEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<IntakeEvent> decision)
        where T : IntakeEvent => One<IntakeEvent, T>(decision);

    /// <summary>The one event that happened.</summary>
    public static T Only<T>(this Decision<AgreementEvent> decision)
        where T : AgreementEvent => One<AgreementEvent, T>(decision);

    /// <summary>Neither events nor an error: it is already so.</summary>
    public static void IsNothing<T>(this Decision<T> decision)
    {
        Assert.Null(decision.Error);
        Assert.Empty(decision.Events);
    }

    /// <summary>The code of a refusal by the state.</summary>
    public static string Conflict<T>(this Decision<T> decision)
    {
        Assert.Empty(decision.Events);
        return Assert.IsType<Conflict>(decision.Error).Code;
    }

    /// <summary>The fields that are wrong, each once, in order.</summary>
    public static string[] Wrong<T>(this Decision<T> decision)
    {
        Assert.Empty(decision.Events);
        return [.. Assert.IsType<InvalidInput>(decision.Error).Fields.Select(f => f.Pointer).Distinct()];
    }

    public static bool IsForbidden<T>(this Decision<T> decision) =>
        decision.Error is Forbidden && decision.Events.Count == 0;

    private static TOne One<TEvent, TOne>(Decision<TEvent> decision)
        where TOne : TEvent
    {
        Assert.Null(decision.Error);
        return Assert.IsType<TOne>(Assert.Single(decision.Events));
    }
}
