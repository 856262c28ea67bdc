using System.Globalization;
using NCrontab;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Timers;

/// <summary>When a timer runs, UTC: six-field NCRONTAB, or a constant span.</summary>
internal sealed record TimerSchedule(Func<DateTime, DateTime> Next)
{
    /// <exception cref="FunctionsStartupException">It is neither.</exception>
    public static TimerSchedule Parse(string function, string text)
    {
        // The real extension reads five fields as well, with second 0.
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        if (fields is 5 or 6 && CrontabSchedule.TryParse(text, options) is { } cron)
            return new TimerSchedule(cron.GetNextOccurrence);
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
            return new TimerSchedule(after => after + span);
        throw new FunctionsStartupException(
            $"Function '{function}': '{text}' is neither a six-field schedule ('0 */5 * * * *') nor a span ('00:05:00')."
        );
    }
}
