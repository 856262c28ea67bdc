namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>One call of an activity.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="TaskId">The call's number within the instance: the pair is a natural idempotency key.</param>
/// <param name="Input">The input, read as the activity's input type.</param>
/// <param name="CancellationToken">Cancelled when the engine stops; a call cut off so is made again at the next
/// start.</param>
public sealed record ActivityInvocation(
    string Name,
    string InstanceId,
    int TaskId,
    object? Input,
    CancellationToken CancellationToken
);
