namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>What a timer function is told about the run it makes.</summary>
public class TimerInfo
{
    /// <summary>Last and next run; null when the schedule isn't monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>The run is later than the schedule said, since the run before it took too long.</summary>
    public bool IsPastDue { get; set; }
}
