using System.Globalization;
using System.Text;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>Instance ids as row keys: characters that a table doesn't take are written as %XX.</summary>
internal static class InstanceKey
{
    private const int LongestKey = 500;

    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    public static string Of(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var key = instanceId.Any(IsForbidden) ? Escape(instanceId) : instanceId;
        return key.Length <= LongestKey
            ? key
            : throw new ArgumentException(
                $"An instance id of {instanceId.Length} characters is too long.",
                nameof(instanceId)
            );
    }

    private static string Escape(string id)
    {
        var key = new StringBuilder(id.Length + 8);
        foreach (var c in id)
        {
            if (IsForbidden(c))
                key.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                key.Append(c);
        }
        return key.ToString();
    }

    private static bool IsForbidden(char c) =>
        c is '/' or '\\' or '#' or '?' or '%' or < ' ' or (>= '\u007f' and <= '\u009f');
}
