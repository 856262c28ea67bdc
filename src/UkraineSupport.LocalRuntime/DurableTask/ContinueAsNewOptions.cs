namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>How an orchestration starts over with a fresh history.</summary>
public class ContinueAsNewOptions
{
    /// <summary>The next execution's input.</summary>
    public object? NewInput { get; set; }

    /// <summary>Whether external events that nobody has waited for go along; they do by default.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>The next execution's version tag; null keeps the present one.</summary>
    public string? NewVersion { get; set; }
}
