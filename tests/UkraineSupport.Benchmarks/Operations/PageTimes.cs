using System.Globalization;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Benchmarks.Operations;

/// <summary>What reading takes, at two sizes.</summary>
internal static class PageTimes
{
    private const int Rounds = 100;

    /// <summary>Milliseconds that an answer takes, the median of a hundred.</summary>
    public static async Task<double> MedianAsync(World world, string? who, string path)
    {
        var times = new List<double>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var answer = await world.GetAsync(who, path);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            if (answer.Status != 200)
                throw new InvalidOperationException(answer.Body);
        }

        return Statistics.Median(times);
    }

    /// <summary>Says each question's median at both sizes, and their ratio.</summary>
    public static void Say(
        Action<string> say,
        (int Size, Dictionary<string, double> Times) few,
        (int Size, Dictionary<string, double> Times) many
    )
    {
        foreach (var question in few.Times.Keys)
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{question, -32} median {few.Times[question], 6:0.0} ms at {few.Size}, {many.Times[question], 6:0.0} ms at {many.Size}: ratio {many.Times[question] / few.Times[question]:0.00}"
                )
            );
    }
}
