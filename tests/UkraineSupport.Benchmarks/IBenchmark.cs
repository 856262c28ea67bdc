namespace UkraineSupport.Benchmarks;

/// <summary>One question about speed; found by its type, so that a new one needs only its own file.</summary>
internal interface IBenchmark
{
    /// <summary>What <c>./test bench NAME</c> calls it.</summary>
    string Name { get; }

    /// <summary>Measures, and says what it found as lines of text.</summary>
    /// <param name="say">Takes each line as soon as it is known.</param>
    Task RunAsync(Action<string> say);
}
