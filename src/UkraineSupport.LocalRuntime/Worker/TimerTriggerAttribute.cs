namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Runs the function on a schedule, in UTC, never twice at once.</summary>
/// <param name="schedule">Six-field NCRONTAB, a span <c>hh:mm:ss</c>, or <c>%Setting%</c> for the setting that holds
/// either.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule as written in the attribute.</summary>
    public string Schedule { get; private set; } = schedule;

    /// <summary>
    /// In Azure: remember the last run across restarts. One process on one machine keeps no such record, so after a
    /// restart the next run is the schedule's next one.
    /// </summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Run once at start too.</summary>
    public bool RunOnStartup { get; set; }
}
