using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.Activities;

/// <summary>An activity call whose "scheduled" record is durable.</summary>
internal sealed record ActivityCall(string InstanceId, Guid Execution, ActivityScheduled Step, string? TraceParent);
