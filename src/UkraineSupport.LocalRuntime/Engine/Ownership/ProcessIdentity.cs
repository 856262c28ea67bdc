using System.Diagnostics;
using System.Globalization;

namespace UkraineSupport.LocalRuntime.Engine.Ownership;

/// <summary>A process told apart from a later one that got the same number.</summary>
internal sealed record ProcessIdentity(string Machine, int Id, long StartedTicks)
{
    public static ProcessIdentity Current()
    {
        using var process = Process.GetCurrentProcess();
        return new(Environment.MachineName, process.Id, process.StartTime.ToUniversalTime().Ticks);
    }

    /// <summary>Whether the process is still there; null when it ran on another machine.</summary>
    public bool? IsAlive()
    {
        if (Machine != Environment.MachineName)
            return null;
        try
        {
            using var process = Process.GetProcessById(Id);
            // Start times are computed from the boot time, which drifts a little.
            var sameStart =
                Math.Abs(process.StartTime.ToUniversalTime().Ticks - StartedTicks) < 2 * TimeSpan.TicksPerSecond;
            return sameStart && !process.HasExited && !IsZombie(Id);
        }
        catch (Exception gone)
            when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>A killed process whose parent has not looked yet is dead, but Linux still lists it.</summary>
    private static bool IsZombie(int id)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat");
        try
        {
            if (!File.Exists(path))
                return false;
            var stat = File.ReadAllText(path);
            return stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
