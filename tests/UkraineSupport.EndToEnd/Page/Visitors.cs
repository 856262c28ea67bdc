using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The classes that visit the page share one register: each looks for what it has put there itself.</summary>
[CollectionDefinition(Name)]
public sealed class Visitors : ICollectionFixture<Register>
{
    internal const string Name = "Visitors of the page";
}
