using System.Globalization;
using NCrontab;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Timers;

/// <summary>When a timer runs: six-field NCRONTAB, or a constant span.</summary>
internal abstract class TimerSchedule
{
    /// <summary>The first run after a moment, both in UTC.</summary>
    public abstract DateTime Next(DateTime after);

    /// <exception cref="FunctionsStartupException">It is neither.</exception>
    public static TimerSchedule Parse(string function, string text)
    {
        // The real extension reads five fields as well, with second 0.
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (
            fields is 5 or 6
            && CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 })
                is { } cron
        )
            return new Cron(cron);
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
            return new Constant(span);
        throw new FunctionsStartupException(
            $"Function '{function}': '{text}' is neither a six-field schedule ('0 */5 * * * *') nor a span ('00:05:00')."
        );
    }

    private sealed class Cron(CrontabSchedule schedule) : TimerSchedule
    {
        public override DateTime Next(DateTime after) => schedule.GetNextOccurrence(after);
    }

    private sealed class Constant(TimeSpan span) : TimerSchedule
    {
        public override DateTime Next(DateTime after) => after + span;
    }
}
