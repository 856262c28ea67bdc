using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Health;

/// <summary>Where storage is on this machine, if it is.</summary>
/// <param name="Folder">
/// The emulator's data: its tables pass from memory, so that a full disk is seen by no table's answer. Null in Azure.
/// </param>
/// <param name="LeastFreeMiB">Fewer free there are too few.</param>
internal sealed record StorageSettings(string? Folder, long LeastFreeMiB)
{
    /// <summary>As the settings say.</summary>
    public static StorageSettings Read(IConfiguration configuration)
    {
        var storage = configuration.GetSection("Storage");
        return new(
            storage["Folder"] is { Length: > 0 } folder ? folder : null,
            storage["LeastFreeMiB"] is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : 100
        );
    }
}
