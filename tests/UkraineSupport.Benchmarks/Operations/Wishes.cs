namespace UkraineSupport.Benchmarks.Operations;

/// <summary>What is asked of the app, with days that lie ahead whenever it runs.</summary>
internal static class Wishes
{
    /// <summary>A pledge of a hundred rounds.</summary>
    public static object Pledge(string donor) =>
        new
        {
            donor,
            kind = "munitions",
            title = "rounds",
            validUntil = InDays(160),
            lines = new[]
            {
                new
                {
                    capability = "AMMO-155",
                    quantity = 100,
                    deliverBy = DayIn(160),
                },
            },
        };

    /// <summary>The moment so many days from now.</summary>
    public static DateTimeOffset InDays(int days) => TimeProvider.System.GetUtcNow().AddDays(days);

    /// <summary>The day so many days from now.</summary>
    public static DateOnly DayIn(int days) => DateOnly.FromDateTime(InDays(days).UtcDateTime);
}
