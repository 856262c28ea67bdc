namespace UkraineSupport.Functions.Tests.Storage;

/// <summary>Whether all deaths are tried (<c>./test soak</c>), or some of them.</summary>
internal static class Soak
{
    /// <summary>Whether it is asked for.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("SOAK") is not null;

    /// <summary>
    /// The first storage call at which a process dies, and from one death to the next: every so many, others where the
    /// call takes effect; with a soak, each both ways.
    /// </summary>
    public static (int First, int By) Deaths(bool takesEffect, int every) =>
        IsOn ? (1, 1) : (takesEffect ? 1 : 1 + (every / 2), every);
}
