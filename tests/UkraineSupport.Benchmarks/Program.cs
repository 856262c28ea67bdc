using UkraineSupport.Benchmarks;

var benchmarks = typeof(IBenchmark)
    .Assembly.GetTypes()
    .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();
var chosen = benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine(
        $"No such benchmark. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}"
    );
    return 2;
}

foreach (var benchmark in chosen)
{
    Console.WriteLine($"== {benchmark.Name}");
    await benchmark.RunAsync(line => Console.WriteLine($"  {line}"));
}

return 0;
