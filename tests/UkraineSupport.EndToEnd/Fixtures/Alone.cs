using Xunit;

namespace UkraineSupport.EndToEnd.Fixtures;

/// <summary>Tests that load the machine: they run one after the other, without the others beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
