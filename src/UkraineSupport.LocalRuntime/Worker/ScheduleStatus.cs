namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Where a timer is in its schedule. All times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last run, or the default value before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was made.</summary>
    public DateTime LastUpdated { get; set; }
}
