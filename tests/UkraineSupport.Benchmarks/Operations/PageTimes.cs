using System.Globalization;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Benchmarks.Operations;

/// <summary>A question that is asked of a register with few records, and of one with many.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Who">Role and party, or null without a token.</param>
/// <param name="Path">Below <c>/api</c>, with its query.</param>
internal sealed record Question(string Name, string? Who, string Path);

/// <summary>
/// What reading takes, of two sizes that stand side by side: each question to the one and then to the other, so that
/// what else the machine does slows both.
/// </summary>
internal static class PageTimes
{
    private const int Rounds = 200;

    /// <summary>Says each question's median at both sizes, in milliseconds, and their ratio.</summary>
    public static async Task SayAsync(
        Action<string> say,
        IReadOnlyList<Question> questions,
        (int Size, World World) few,
        (int Size, World World) many
    )
    {
        foreach (var question in questions)
            await MediansAsync(question, few.World, many.World); // Warms up; its figures are not used.
        foreach (var question in questions)
        {
            var (one, other) = await MediansAsync(question, few.World, many.World);
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{question.Name, -32} median {one, 6:0.0} ms at {few.Size}, {other, 6:0.0} ms at {many.Size}: ratio {other / one:0.00}"
                )
            );
        }
    }

    private static async Task<(double One, double Other)> MediansAsync(Question question, World one, World other)
    {
        var (ones, others) = (new List<double>(Rounds), new List<double>(Rounds));
        for (var i = 0; i < Rounds; i++)
        {
            ones.Add(await AskAsync(question, one));
            others.Add(await AskAsync(question, other));
        }

        return (Statistics.Median(ones), Statistics.Median(others));
    }

    private static async Task<double> AskAsync(Question question, World world)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = await world.GetAsync(question.Who, question.Path);
        return answer.Status == 200
            ? TimeProvider.System.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException(answer.Body);
    }
}
